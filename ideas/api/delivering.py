"""For programs: an evaluator's own scorecards, deliveries with their steps, outcomes with their readings."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from ideas import judging
from ideas.actions import delivering, evaluating
from ideas.api.sponsor_shapes import (
    DeliverySerializer,
    MarksSerializer,
    MilestoneSerializer,
    NewDeliverySerializer,
    OutcomeReadingSerializer,
    OutcomeSerializer,
    ScorecardSerializer,
    VerificationSerializer,
    WhySerializer,
)
from ideas.models import Assignment, Delivery, Idea, Milestone, Outcome


class Scorecards(Endpoint):
    """The viewer's own scorecards."""

    def seen(self, pk: int) -> Assignment:
        """Return one of the viewer's scorecards."""
        return self.find(judging.own_cards(self.viewer).prefetch_related("scores"), pk=pk)

    @extend_schema(operation_id="list_own_scorecards", responses=ScorecardSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List your scorecards."""
        rows = judging.own_cards(self.viewer).prefetch_related("scores")
        return self.paged(ScorecardSerializer, rows, ("pk",))

    @extend_schema(operation_id="show_own_scorecard", responses=ScorecardSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a scorecard without the idea's author."""
        return self.shown(ScorecardSerializer, self.seen(pk))

    @extend_schema(operation_id="give_scores", request=MarksSerializer, responses={204: None})
    def score(self, request: Request, pk: int) -> Response:
        """Fill in a scorecard whole, or change it while its round is open."""
        card, rows = self.seen(pk), self.given(MarksSerializer)["scores"]
        marks = {row["criterion_id"]: (row["value"], row.get("rationale", "")) for row in rows}
        evaluating.give_scores(self.viewer, card, marks=marks)
        return self.done()

    @extend_schema(operation_id="step_back_from_scorecard", request=WhySerializer, responses={204: None})
    def step_back(self, request: Request, pk: int) -> Response:
        """Say that you must not score this idea."""
        evaluating.step_back(self.viewer, self.seen(pk), **self.given(WhySerializer))
        return self.done()


class Deliveries(Endpoint):
    """How adopted ideas are built."""

    def seen(self, pk: int) -> Idea:
        """Return an idea that the viewer may see."""
        rows = Idea.objects.visible_to(self.viewer).for_display()
        return self.find(rows.select_related("challenge__community"), pk=pk)

    def delivery(self, pk: int) -> Delivery:
        """Return how it is built."""
        rows = Delivery.objects.select_related("idea__challenge__community", "owner")
        return self.find(rows, idea=self.seen(pk))

    def step(self, pk: int) -> Milestone:
        """Return a step of something that the viewer may see."""
        seen = Idea.objects.visible_to(self.viewer).values("pk")
        rows = Milestone.objects.filter(delivery__idea__in=seen)
        return self.find(rows.select_related("delivery__idea__challenge__community"), pk=pk)

    @extend_schema(operation_id="show_delivery", responses=DeliverySerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show who builds an idea, and the steps."""
        return self.shown(DeliverySerializer, self.delivery(pk))

    @extend_schema(operation_id="start_delivery", request=NewDeliverySerializer, responses=DeliverySerializer)
    def start(self, request: Request, pk: int) -> Response:
        """Name who builds an adopted idea."""
        made = delivering.start_delivery(self.viewer, self.seen(pk), **self.given(NewDeliverySerializer))
        return self.shown(DeliverySerializer, made)

    @extend_schema(
        operation_id="add_milestone", request=MilestoneSerializer, responses={201: MilestoneSerializer}
    )
    def add(self, request: Request, pk: int) -> Response:
        """Add a step."""
        made = delivering.add_milestone(self.viewer, self.delivery(pk), **self.given(MilestoneSerializer))
        return self.made(MilestoneSerializer, made, "api:delivery", pk=pk)

    @extend_schema(operation_id="finish_milestone", request=None, responses={204: None})
    def finish(self, request: Request, pk: int) -> Response:
        """Note that a step is done."""
        delivering.finish_milestone(self.viewer, self.step(pk))
        return self.done()

    @extend_schema(operation_id="unfinish_milestone", responses={204: None})
    def unfinish(self, request: Request, pk: int) -> Response:
        """Note that a step is not done after all."""
        delivering.finish_milestone(self.viewer, self.step(pk), is_done=False)
        return self.done()

    @extend_schema(operation_id="implement_idea", request=None, responses={204: None})
    def built(self, request: Request, pk: int) -> Response:
        """Say that an idea is built; everybody who took part hears it."""
        delivering.implement(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="close_idea", request=None, responses={204: None})
    def close(self, request: Request, pk: int) -> Response:
        """End the story of a measured idea."""
        delivering.close_idea(self.viewer, self.seen(pk))
        return self.done()


class Outcomes(Deliveries):
    """What ideas brought."""

    def outcome(self, pk: int) -> Outcome:
        """Return an outcome of an idea that the viewer may see."""
        seen = Idea.objects.visible_to(self.viewer).values("pk")
        rows = Outcome.objects.filter(idea__in=seen).select_related("idea__challenge__community")
        return self.find(rows, pk=pk)

    @extend_schema(operation_id="list_outcomes", responses=OutcomeSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List what an idea shall change, with every reading."""
        rows = Outcome.objects.filter(idea=self.seen(pk)).prefetch_related("readings")
        return self.paged(OutcomeSerializer, rows.select_related("verified_by"), ("pk",))

    @extend_schema(
        operation_id="record_outcome", request=OutcomeSerializer, responses={201: OutcomeSerializer}
    )
    def record(self, request: Request, pk: int) -> Response:
        """Say which number an idea shall change, and where it stood before."""
        made = delivering.record_outcome(self.viewer, self.seen(pk), **self.given(OutcomeSerializer))
        return self.made(OutcomeSerializer, made, "api:outcomes", pk=pk)

    @extend_schema(
        operation_id="add_reading",
        request=OutcomeReadingSerializer,
        responses={201: OutcomeReadingSerializer},
    )
    def read(self, request: Request, pk: int) -> Response:
        """Write down a measurement."""
        outcome = self.outcome(pk)
        made = delivering.add_reading(self.viewer, outcome, **self.given(OutcomeReadingSerializer))
        return self.made(OutcomeReadingSerializer, made, "api:outcomes", pk=outcome.idea_id)

    @extend_schema(operation_id="verify_outcome", request=VerificationSerializer, responses={204: None})
    def verify(self, request: Request, pk: int) -> Response:
        """Confirm a benefit that somebody else reports."""
        delivering.verify_outcome(self.viewer, self.outcome(pk), **self.given(VerificationSerializer))
        return self.done()
