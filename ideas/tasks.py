"""Background work of ideas: counting how often each was shown, and what is due by the calendar."""

from celery import shared_task
from django.db import transaction
from django.db.models import F

from esn.kit import clock
from ideas.actions import balloting, counting, deciding, drafting, fitting, following_up
from ideas.models import Ballot, BallotRule, Challenge, Exposure, Idea

PLACES = 10


@shared_task(name="ideas.note_exposures")
def note_exposures(order: str, start: int, idea_ids: list[int]) -> None:
    """Count that these ideas were shown in this order from this place on; no person is kept."""
    day = clock.today()
    with transaction.atomic():
        for offset, idea_id in enumerate(idea_ids):
            place = min((start + offset) // PLACES + 1, 32_000)
            row, _new = Exposure.objects.get_or_create(idea_id=idea_id, order=order, place=place, day=day)
            Exposure.objects.filter(pk=row.pk).update(count=F("count") + 1)


@shared_task(name="ideas.keep_calendar")
def keep_calendar() -> None:
    """Do what a date brings: publish incubated ideas, take up parked ones, count comparisons, forget ballots."""
    now = clock.now()
    closed = Challenge.objects.filter(submissions_close_at__lte=now)
    for challenge in closed.filter(incubate=True, drafts__submitted_at__isnull=False).distinct():
        drafting.publish_waiting(challenge)
    parked = Idea.objects.filter(stage=Idea.Stage.PARKED, decision__review_on__lte=clock.today())
    for idea in parked:
        deciding.reopen_due(idea)
    voting = Challenge.objects.filter(submissions_close_at__lte=now, voting_close_at__gt=now)
    for challenge in voting.filter(ballot_rules__kind=BallotRule.Kind.PAIRWISE):
        fitting.fit_comparisons(challenge)
    replaced = Ballot.objects.exclude(superseded_at=None).values("challenge")
    for challenge in Challenge.objects.filter(voting_close_at__lte=now, pk__in=replaced):
        balloting.forget_superseded(challenge)
    counting.ask_due()
    following_up.ask_due()


@shared_task(name="ideas.count_results")
def count_results(challenge_id: int) -> None:
    """Count the results of a closed challenge."""
    counting.count(challenge_id)


counting.set_bell(lambda challenge_id: count_results.delay(challenge_id=challenge_id) and None)
