"""Counting a closed challenge in the background, once, and publishing what it comes to."""

import logging
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from esn.kit import audit, clock, live
from ideas import events as verbs
from ideas.actions.challenging import note
from ideas.flagging import flags_of
from ideas.maths.bundles import signed, signing_key
from ideas.maths.canonical import Json
from ideas.maths.recounting import recounted
from ideas.models import Challenge, Result
from ideas.policies import may_count, may_publish, require
from ideas.tallying import Ground, departments_of, ground_of, smallest
from people.models import OrgUnit, Person

log = logging.getLogger(__name__)
# A count that says nothing for so long has lost its worker.
LOST = timedelta(minutes=15)
_bell: list[Callable[[int], None]] = []


def set_bell(bell: Callable[[int], None]) -> None:
    """Say how a waiting count is handed to the workers."""
    _bell[:] = [bell]


@transaction.atomic
def ask_count(actor: Person, challenge: Challenge) -> Result:
    """Have a closed challenge counted, or counted anew until its results are published."""
    found = Result.objects.select_for_update(of=("self",)).filter(challenge=challenge).first()
    require(
        may_count(actor, challenge, found), _("Results are counted when voting has closed, until published.")
    )
    result = found or Result(challenge=challenge)
    is_waiting = found is not None and not found.is_counted and not found.error
    if (
        is_waiting
        and found is not None
        and (found.started_at is None or found.started_at > clock.now() - LOST)
    ):
        return found
    return _wait(result, actor)


def _wait(result: Result, actor: Person | None) -> Result:
    result.asked_at, result.asked_by, result.started_at = clock.now(), actor, None
    result.progress, result.error, result.counted_at = 0, "", None
    result.save()
    challenge_id = result.challenge_id
    transaction.on_commit(lambda: _ring(challenge_id))
    _hint(challenge_id)
    return result


def _ring(challenge_id: int) -> None:
    for bell in _bell:
        try:
            bell(challenge_id)
        except Exception:  # the broker may be down in many ways; the calendar counts it
            log.warning("Results of challenge %s wait: the workers could not be reached.", challenge_id)


def ask_due() -> int:
    """Have every challenge counted that has closed, and those whose worker was lost; return how many."""
    closed = Challenge.objects.timed().filter(voting_close_at__lte=clock.now())
    lost = Q(started_at__lt=clock.now() - LOST) | Q(started_at=None, asked_at__lt=clock.now() - LOST)
    asked = 0
    for challenge in closed.filter(result=None, idea_count__gt=0):
        with transaction.atomic():
            _wait(Result(challenge=challenge), None)
        asked += 1
    for result in Result.objects.filter(lost, counted_at=None, error=""):
        with transaction.atomic():
            _wait(result, result.asked_by)
        asked += 1
    return asked


def count(challenge_id: int) -> bool:
    """Count what waits; return whether it was this call that did. A second one at the same time does nothing."""
    waiting = Result.objects.filter(challenge=challenge_id, counted_at=None, error="", published_at=None)
    if not waiting.filter(started_at=None).update(started_at=clock.now()):
        return False
    result = waiting.select_related("challenge__community").get()
    try:
        _count(result)
    except Exception as error:
        # What is wrong is told to who waits; what was voted stands in no log.
        log.error("Results of challenge %s could not be counted: %s", challenge_id, type(error).__name__)
        Result.objects.filter(pk=result.pk).update(error=type(error).__name__)
    _hint(challenge_id)
    return True


def _count(result: Result) -> None:
    ground = ground_of(result.challenge, code_version())
    published: list[dict[str, Any]] = []
    for number, (figure, wanted) in enumerate(ground.wanted):
        _tell_progress(result, 5 + 90 * number // len(ground.wanted))
        found: Json = recounted(ground.body, figure, wanted)
        published.append({"figure": figure, "settings": wanted, "result": found})
    notes = _notes(result.challenge, ground)
    body = {**ground.body, "published": published}
    Result.objects.filter(pk=result.pk).update(
        body=body, notes=notes, progress=100, counted_at=clock.now(), started_at=None
    )


def _tell_progress(result: Result, percent: int) -> None:
    Result.objects.filter(pk=result.pk).update(progress=percent)
    _hint(result.challenge_id)


def _hint(challenge_id: int) -> None:
    live.publish(f"challenge.{challenge_id}", {"hint": "piece", "piece": f"results-{challenge_id}"})


def _notes(challenge: Challenge, ground: Ground) -> dict[str, Any]:
    return {
        "withheld": ground.withheld,
        "departments": _departments(challenge),
        "flags": flags_of(challenge),
    }


def _departments(challenge: Challenge) -> dict[str, list[list[Any]]]:
    """Return each idea's supporters by department; the small ones stand together, and never alone below five."""
    names = dict(OrgUnit.objects.values_list("pk", "name"))
    found: dict[str, list[list[Any]]] = {}
    for idea, sizes in departments_of(challenge).items():
        rows = sorted(sizes.items(), key=lambda row: (-row[1], row[0] or 0))
        shown = [row for row in rows if row[1] >= smallest() and row[0] is not None]
        rest = sum(sizes.values()) - sum(size for _unit, size in shown)
        # One small group beside known ones could be read from the total.
        while shown and 0 < rest < smallest():
            rest += shown.pop()[1]
        if shown or rest >= smallest():
            found[str(idea)] = [[names.get(unit, "?"), size] for unit, size in shown if unit is not None]
            found[str(idea)] += [["", rest]] if rest else []
    return found


@transaction.atomic
def publish_results(actor: Person, challenge: Challenge) -> Result:
    """Show the results to everybody who may read the challenge, signed; from then on they stay as they are."""
    found = Result.objects.select_for_update(of=("self",)).filter(challenge=challenge).first()
    require(may_publish(actor, challenge, found), _("Sponsor and manager publish what is counted, once."))
    assert found is not None  # noqa: S101  (said one line above, for the type checker)
    found.signature = signed(found.body, signing_key(settings.SECRET_KEY))["signature"]
    found.published_at, found.published_by = clock.now(), actor
    found.save(update_fields=["signature", "published_at", "published_by"])
    audit.record(verbs.RESULTS_PUBLISHED, actor=actor, about=challenge, community_id=challenge.community_id)
    note(verbs.RESULTS_PUBLISHED, actor, challenge)
    _hint(challenge.pk)
    return found


def code_version() -> str:
    """Return the version that computes."""
    try:
        return version("esn")
    except PackageNotFoundError:
        return "0.1.0"
