"""Ruling in a case: what becomes of the thing and of who made it, and undoing that."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from activity.actions import withdrawing
from communities.policies import role_in
from esn.kit import clock
from moderation import events as verbs
from moderation.actions import sanctioning
from moderation.actions.claiming import no_judge, taken
from moderation.actions.noting import enter, note
from moderation.actions.opening import Meanwhile, release
from moderation.models import Case, Cause, Kind, Measure, Outcome, Ruling, Sanction
from moderation.policies import OUTCOMES, may_rule, measures, require
from people.actions import joining, profiles
from people.models import Person


@transaction.atomic
def rule_case(  # noqa: PLR0913  (what a ruling consists of, all named)
    actor: Person,
    case: Case,
    *,
    outcome: str,
    measure: str = Measure.NONE,
    until_at: datetime | None = None,
    reason: str = "",
    is_public: bool = True,
    note_text: str = "",
) -> Ruling:
    """Decide a case, once; raises Meanwhile if somebody else decided or looks at it."""
    require(may_rule(actor, case), no_judge())
    _check(actor, case, outcome, measure, until_at, reason)
    mine = Case.objects.filter(Q(claimed_by=None) | Q(claimed_by=actor), pk=case.pk, closed_at=None)
    if not mine.update(closed_at=clock.now(), claimed_by=actor):
        raise Meanwhile(taken(case))
    ruling = Ruling.objects.create(
        case=case, outcome=outcome, measure=measure, until_at=until_at, reason=reason[:400],
        is_public=is_public, note=note_text, by=actor, at=clock.now(),
    )  # fmt: skip
    ruling.kept = _do(actor, ruling)
    ruling.save(update_fields=["kept"])
    enter(
        "moderation.ruled", actor, case, community=case.community, reason=reason,
        before={"state": "open", "hidden": case.is_hidden, "reports": case.report_count},
        after={"outcome": outcome, "measure": measure, "until": until_at, "author": case.author_id},
    )  # fmt: skip
    note(verbs.CASE_RULED, ruling, owner=case.author, community=case.community)
    return ruling


def _check(  # noqa: PLR0917, PLR0913  (what a ruling consists of)
    actor: Person, case: Case, outcome: str, measure: str, until_at: datetime | None, reason: str
) -> None:
    require(outcome in OUTCOMES[case.cause], _("This case cannot end like that."))
    require(measure in measures(actor, case), _("You may not do this to them here."))
    in_time = until_at is not None and until_at > clock.now()
    require(measure != Measure.MUTE or in_time, _("Say until when."))
    is_hard = outcome in {Outcome.REMOVE, Outcome.DECLINE} or bool(measure)
    require(bool(reason.strip()) or not is_hard, _("Give a reason: whom it concerns has a right to it."))


def _do(actor: Person, ruling: Ruling) -> dict[str, Any]:
    """Carry a ruling out; return what has to be known to undo it."""
    case = ruling.case
    kept: dict[str, Any] = {}
    if ruling.outcome in {Outcome.REMOVE, Outcome.DECLINE}:
        kept |= _take(actor, ruling)
    elif case.is_hidden or ruling.outcome == Outcome.APPROVE:
        release(case, is_new=case.cause == Cause.APPROVAL)
    if ruling.measure in {Measure.MUTE, Measure.BAN} and case.community is not None:
        kept["role"] = role_in(case.author, case.community)
        sanctioning.sanction_person(
            actor, case.community, case.author, kind=ruling.measure,
            until_at=ruling.until_at, reason=ruling.reason, ruling=ruling,
        )  # fmt: skip
    if ruling.measure == Measure.DEACTIVATE:
        joining.deactivate_person(actor, case.author)
    return kept


def _take(actor: Person, ruling: Ruling) -> dict[str, Any]:
    """Take the thing away: a file by itself, of a profile its words."""
    case, reason = ruling.case, ruling.reason if ruling.is_public else ""
    if case.kind == Kind.PERSON:
        return {"words": profiles.take_words(case.author)}
    if case.kind == Kind.FILE:
        return {"taken": case.file is not None and withdrawing.take_file(actor, case.file, reason=reason)}
    if case.comment is not None:
        return {"taken": withdrawing.take_comment(actor, case.comment, reason=reason)}
    if case.thread is not None:
        return {"taken": withdrawing.take_thread(actor, case.thread, reason=reason)}
    return {}


def undo(by: Person, ruling: Ruling) -> None:
    """Undo what a ruling did; a part of deciding an appeal. What its author had removed before stays removed."""
    case = ruling.case
    if ruling.kept.get("taken"):
        release(case)
        if case.kind == Kind.FILE:
            _give_file(by, case)
        elif case.comment is not None:
            withdrawing.give_comment(by, case.comment)
        elif case.thread is not None:
            withdrawing.give_thread(by, case.thread)
    if words := ruling.kept.get("words"):
        profiles.give_words(case.author, words)
    for sanction in Sanction.objects.filter(ruling=ruling).select_related("community", "person"):
        if sanctioning.end(by, sanction) and sanction.kind == Sanction.Kind.BAN:
            sanctioning.bring_back(sanction, str(ruling.kept.get("role", "")))
    Ruling.objects.filter(pk=ruling.pk).update(overturned_at=clock.now())


def _give_file(by: Person, case: Case) -> None:
    # Its owner may have taken it away meanwhile.
    if case.file is not None:
        withdrawing.give_file(by, case.file)
