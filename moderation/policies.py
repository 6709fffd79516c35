"""What a person may do as a moderator; nobody decides on their own things, on what they reported, or about themselves."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communities.models import Community
from communities.policies import JOIN, LEADS, bar, may_lead, may_own, role_in
from esn.kit import clock
from moderation.models import Appeal, Case, Cause, Kind, Measure, Outcome, Report, Ruling, Sanction
from people.models import Person
from people.policies import NotAllowed, may_administer, require

__all__ = ["NotAllowed", "require"]

OUTCOMES: dict[str, tuple[Outcome, ...]] = {
    Cause.REPORT: (Outcome.KEEP, Outcome.REMOVE),
    Cause.APPROVAL: (Outcome.APPROVE, Outcome.DECLINE),
}


@bar
def barred(person: Person, community: Community, deed: str) -> str:
    """Return what a ban or a mute forbids, as a sentence."""
    here = [row for row in _standing(person) if row.community_id == community.pk]
    if any(row.kind == Sanction.Kind.BAN for row in here):
        return _("You are banned from %(name)s.") % {"name": community.name}
    now = clock.now()
    mute = next((row for row in here if row.until_at and row.until_at > now), None)
    if mute is None or mute.until_at is None or deed == JOIN:
        return ""
    until = date_format(timezone.localtime(mute.until_at), "j F Y, H:i")
    return _("You may read %(name)s, but not write in it until %(until)s.") % {
        "name": community.name,
        "until": until,
    }


def _standing(person: Person) -> list[Sanction]:
    """Return a person's sanctions, looked up once for each request's person, and only of those who have any."""
    if not person.is_barred:
        return []
    kept = vars(person)
    if "_standing_sanctions" not in kept:
        kept["_standing_sanctions"] = list(Sanction.objects.standing().filter(person=person))
    found: list[Sanction] = kept["_standing_sanctions"]
    return found


def forget_sanctions(person: Person) -> None:
    """Drop what was looked up, after a change."""
    vars(person).pop("_standing_sanctions", None)


def leads_anything(person: Person) -> bool:
    """Whether the person owns or moderates a community."""
    role_in(person, Community())
    return person.is_active and bool(set((person.roles_by_community or {}).values()) & LEADS)


def may_moderate(person: Person) -> bool:
    """Whether the person has a queue: who leads a community, and administrators."""
    return may_administer(person) or leads_anything(person)


def may_handle(person: Person, case: Case) -> bool:
    """Whether the person may look at a case; the same rule as `visible_to`."""
    is_in_charge = case.community is not None and may_lead(person, case.community)
    return case.author_id != person.pk and (is_in_charge or may_administer(person))


def is_concerned(person: Person, case: Case) -> bool:
    """Whether the person is no judge in it: who made the thing, and who reported it."""
    is_reporter = Report.objects.filter(case=case, reporter=person).exists()
    return person.pk in {case.author_id, case.person_id} or is_reporter


def may_rule(person: Person, case: Case) -> bool:
    """Whether the person may decide the case: who may look at it and is not concerned."""
    return may_handle(person, case) and not is_concerned(person, case)


def measures(person: Person, case: Case) -> list[Measure]:
    """Return what the person may do to the author besides."""
    found = [Measure.NONE, Measure.WARN]
    if case.community is not None and may_sanction(person, case.community, case.author):
        found += [Measure.MUTE, Measure.BAN]
    if may_administer(person) and not may_administer(case.author):
        found.append(Measure.DEACTIVATE)
    return found


def may_sanction(person: Person, community: Community, other: Person) -> bool:
    """Whether the person may mute or ban the other there: who leads it; those who run it, its owners alone."""
    if person.pk == other.pk or not other.is_active:
        return False
    if may_lead(other, community):
        return may_own(person, community) or may_administer(person)
    return may_lead(person, community) or may_administer(person)


def may_set_rules(person: Person, community: Community) -> bool:
    """Whether the person may say how a community is moderated: who leads it."""
    return may_lead(person, community)


def may_appeal(person: Person, ruling: Ruling) -> bool:
    """Whether the person may appeal now: whose thing it was."""
    return person.is_active and ruling.case.author_id == person.pk and ruling.is_appealable


def may_decide_appeal(person: Person, appeal: Appeal) -> bool:
    """Whether the person may decide an appeal: whoever may rule in the case and has not ruled in it."""
    is_waiting = appeal.decided_at is None
    return is_waiting and appeal.ruling.by_id != person.pk and may_rule(person, appeal.ruling.case)


def may_read_log(person: Person) -> bool:
    """Whether the person may read the audit log: administrators, and owners for their communities."""
    return may_administer(person) or Community.objects.owned_by(person).exists()


def is_profile(case: Case) -> bool:
    """Whether the case is about a person and not about what they said somewhere."""
    return case.kind == Kind.PERSON
