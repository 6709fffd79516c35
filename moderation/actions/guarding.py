"""The gate before words appear: what is refused, what waits for approval, how fast one may write, and what is doubted."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activity import gates
from activity.models import Comment, Held, Thread
from communities.models import Community, Membership
from communities.policies import may_lead
from esn.kit import clock
from moderation import events as verbs
from moderation import wordlists
from moderation.actions.noting import note
from moderation.actions.opening import hold, open_case
from moderation.models import Cause, CommunityRules, WordRule
from moderation.queue import of_comment, of_thread
from people.models import Person


@gates.gate
def guard(person: Person, words: gates.Words) -> gates.Keeper | None:
    """Refuse, hold or let pass; who leads the community is slowed down by nothing and waits for nobody."""
    met = wordlists.met_by(words.text, wordlists.rules_in(words.community))
    if blocked := [rule for rule in met if rule.effect == WordRule.Effect.BLOCK]:
        raise gates.Stopped(_("This cannot be said here. %(what)s") % {"what": wordlists.said(blocked[0])})
    if may_lead(person, words.community):
        return None
    if held := [rule for rule in met if rule.effect == WordRule.Effect.HOLD]:
        return partial(keep, wordlists.said(held[0]))
    rules = CommunityRules.objects.filter(community=words.community).first()
    if rules is None or words.is_edit:
        return None
    _slow_down(person, rules)
    return partial(keep, "") if _waits(person, rules, words) else None


@gates.doubt
def warn(person: Person, words: gates.Words) -> list[str]:
    """Tell what a writer should look at once more."""
    met = wordlists.met_by(words.text, wordlists.rules_in(words.community))
    return [wordlists.said(rule) for rule in met if rule.effect == WordRule.Effect.WARN]


def keep(why: str, thread: Thread, comment: Comment | None) -> None:
    """Open the case of words that wait for approval."""
    thing = of_comment(comment) if comment is not None else of_thread(thread)
    case = open_case(thing, cause=Cause.APPROVAL, why=why)
    hold(case, because=Held.APPROVAL)
    note(verbs.CASE_OPENED, case, owner=thing.author, community=thread.community)


def _slow_down(person: Person, rules: CommunityRules) -> None:
    if not rules.slow_seconds:
        return
    community = rules.community_id
    # Of two texts sent at once, the second waits here and then finds the first. Others may name the person meanwhile.
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    last = [
        Thread.objects.filter(starter=person, community=community).order_by("-created_at").first(),
        Comment.objects.filter(author=person, thread__community=community).order_by("-created_at").first(),
    ]
    newest = max((row.created_at for row in last if row is not None), default=None)
    wait = rules.slow_seconds - int((clock.now() - newest).total_seconds()) if newest else 0
    if wait > 0:
        said = ngettext(
            "Slow mode: you can write here again in %d second.",
            "Slow mode: you can write here again in %d seconds.",
            wait,
        )
        raise gates.Stopped(said % wait)


def _waits(person: Person, rules: CommunityRules, words: gates.Words) -> bool:
    if words.is_comment and not rules.with_comments:
        return False
    if rules.approval == CommunityRules.Approval.NEWCOMERS:
        return _is_newcomer(person, rules, rules.community)
    return rules.approval == CommunityRules.Approval.EVERYBODY


def _is_newcomer(person: Person, rules: CommunityRules, community: Community) -> bool:
    since = Membership.objects.filter(community=community, person=person).values_list("since_at", flat=True)
    came = since.first() or person.joined_at
    if rules.newcomer_days and came > clock.now() - timedelta(days=rules.newcomer_days):
        return True
    stands = Thread.objects.public().filter(starter=person, community=community)[: rules.newcomer_posts]
    number = len(stands.values_list("pk"))
    if rules.with_comments and number < rules.newcomer_posts:
        said = Comment.objects.public().filter(author=person, thread__community=community)
        number += len(said.values_list("pk")[: rules.newcomer_posts])
    return number < rules.newcomer_posts
