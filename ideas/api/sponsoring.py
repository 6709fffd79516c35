"""For programs of sponsors and managers: deciding on many, stages, merging, panels, the plan of a challenge."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from ideas import board
from ideas.actions import answering, deciding, evaluating, merging, moving, planning
from ideas.api.sponsor_shapes import (
    AssignmentSerializer,
    AssignSerializer,
    CountingRuleSerializer,
    CriterionSerializer,
    ManyVerdictSerializer,
    MergeSerializer,
    PanelSerializer,
    QuestionSerializer,
    StageSerializer,
)
from ideas.models import Assignment, Challenge, Idea, Merge, Panel
from ideas.policies import is_in_charge, require


class Desk(Endpoint):
    """What a sponsor or manager does with a challenge."""

    def seen(self, pk: int) -> Challenge:
        """Return a challenge for which the viewer answers."""
        challenge = self.find(board.challenges(self.viewer), pk=pk)
        require(is_in_charge(self.viewer, challenge))
        return challenge

    @extend_schema(operation_id="decide_ideas", request=ManyVerdictSerializer, responses={204: None})
    def decide(self, request: Request, pk: int) -> Response:
        """Answer several ideas alike: all of them or none."""
        challenge, found = self.seen(pk), self.given(ManyVerdictSerializer)
        answering.decide_many(self.viewer, challenge, found.pop("ideas"), **found)
        return self.done()

    @extend_schema(
        operation_id="choose_ballots", request=CountingRuleSerializer(many=True), responses={204: None}
    )
    def ballots(self, request: Request, pk: int) -> Response:
        """Set the kinds of ballots, before voting begins."""
        rules = CountingRuleSerializer(data=request.data, many=True)
        challenge = self.seen(pk)
        rules.is_valid(raise_exception=True)
        by_kind = {row["kind"]: {k: v for k, v in row.items() if k != "kind"} for row in rules.validated_data}
        planning.choose_ballots(self.viewer, challenge, by_kind)
        return self.done()

    @extend_schema(operation_id="set_criteria", request=CriterionSerializer(many=True), responses={204: None})
    def criteria(self, request: Request, pk: int) -> Response:
        """Set what evaluators score, before anybody has."""
        rows = CriterionSerializer(data=request.data, many=True)
        challenge = self.seen(pk)
        rows.is_valid(raise_exception=True)
        planning.set_criteria(self.viewer, challenge, rows.validated_data)
        return self.done()

    @extend_schema(operation_id="ask_questions", request=QuestionSerializer(many=True), responses={204: None})
    def questions(self, request: Request, pk: int) -> Response:
        """Set the questions that every idea answers, before the first idea."""
        rows = QuestionSerializer(data=request.data, many=True)
        challenge = self.seen(pk)
        rows.is_valid(raise_exception=True)
        planning.ask_questions(self.viewer, challenge, rows.validated_data)
        return self.done()


class Panels(Endpoint):
    """The panel of a challenge, for who runs it."""

    def seen(self, pk: int) -> Challenge:
        """Return a challenge for which the viewer answers."""
        challenge = self.find(board.challenges(self.viewer), pk=pk)
        require(is_in_charge(self.viewer, challenge))
        return challenge

    def panel(self, pk: int) -> Panel:
        """Return its panel."""
        rows = Panel.objects.select_related("challenge__community")
        return self.find(rows, challenge=self.seen(pk))

    @extend_schema(operation_id="show_panel", responses=PanelSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show how the panel works."""
        return self.shown(PanelSerializer, self.panel(pk))

    @extend_schema(operation_id="set_panel", request=PanelSerializer, responses=PanelSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Call a panel, or change how it works while nobody has scored."""
        made = evaluating.set_panel(self.viewer, self.seen(pk), **self.given(PanelSerializer))
        return self.shown(PanelSerializer, made)

    @extend_schema(operation_id="list_assignments", responses=AssignmentSerializer(many=True))
    def assignments(self, request: Request, pk: int) -> Response:
        """List who scores what."""
        rows = Assignment.objects.filter(panel=self.panel(pk)).select_related("evaluator__department")
        return self.paged(AssignmentSerializer, rows, ("pk",))

    @extend_schema(operation_id="assign_evaluators", request=AssignSerializer, responses={204: None})
    def assign(self, request: Request, pk: int) -> Response:
        """Ask people to score one idea, or all that wait evenly; conflicts of interest are left out."""
        panel, found = self.panel(pk), self.given(AssignSerializer)
        if "idea" in found:
            for person in found["evaluators"]:
                evaluating.assign(self.viewer, panel, evaluator=person, idea=found["idea"])
            return self.done()
        ideas = Idea.objects.visible_to(self.viewer).filter(challenge=panel.challenge).undecided()
        evaluating.assign_evenly(
            self.viewer, panel, evaluators=found["evaluators"], ideas=list(ideas.select_related("author")),
            each=found["each"],
        )  # fmt: skip
        return self.done()

    @extend_schema(operation_id="begin_round", request=None, responses=PanelSerializer)
    def next(self, request: Request, pk: int) -> Response:
        """End the round and begin the next, in which everybody sees the spread."""
        return self.shown(PanelSerializer, evaluating.next_round(self.viewer, self.panel(pk)))

    @extend_schema(operation_id="close_panel", request=None, responses={204: None})
    def close(self, request: Request, pk: int) -> Response:
        """End the panel."""
        evaluating.close_panel(self.viewer, self.panel(pk))
        return self.done()


class Stages(Endpoint):
    """Where an idea stands, for who is in charge of its challenge."""

    def seen(self, pk: int) -> Idea:
        """Return an idea that the viewer may see."""
        rows = Idea.objects.visible_to(self.viewer).for_display()
        return self.find(rows.select_related("challenge__community"), pk=pk)

    @extend_schema(operation_id="move_idea", request=StageSerializer, responses={204: None})
    def move(self, request: Request, pk: int) -> Response:
        """Put an idea on the short list, take it off, hand it to the panel, or ask its author."""
        idea, found = self.seen(pk), self.given(StageSerializer)
        ways = {
            "open": moving.leave_shortlist,
            "shortlisted": moving.shortlist,
            "evaluating": moving.start_evaluating,
        }
        if found["stage"] == "needs_info":
            moving.ask_for_information(self.viewer, idea, question=found["said"])
        else:
            ways[found["stage"]](self.viewer, idea)
        return self.done()

    @extend_schema(operation_id="merge_idea", request=MergeSerializer, responses={204: None})
    def merge(self, request: Request, pk: int) -> Response:
        """Put an idea into another of its challenge."""
        source, found = self.seen(pk), self.given(MergeSerializer)
        merging.merge_ideas(self.viewer, source, found["target"], reason=found["reason"])
        return self.done()

    @extend_schema(operation_id="unmerge_idea", responses={204: None})
    def unmerge(self, request: Request, pk: int) -> Response:
        """Take a merge back exactly."""
        merge = self.find(Merge.objects.filter(undone_at=None), source=self.seen(pk))
        merging.unmerge(self.viewer, merge)
        return self.done()

    @extend_schema(operation_id="reopen_idea", request=None, responses={204: None})
    def reopen(self, request: Request, pk: int) -> Response:
        """Take up a parked idea before its day."""
        deciding.reopen(self.viewer, self.seen(pk))
        return self.done()
