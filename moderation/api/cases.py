"""Reports, cases, rulings and appeals for programs."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from esn.api.problems import Conflict
from moderation import queue
from moderation.actions import appealing, claiming, reporting, ruling
from moderation.actions.opening import Meanwhile
from moderation.api.shapes import (
    AppealDecisionSerializer,
    AppealSerializer,
    CaseRefSerializer,
    CaseSerializer,
    FiledReportSerializer,
    NewAppealSerializer,
    NewReportSerializer,
    NewRulingSerializer,
    RulingSerializer,
)
from moderation.models import Appeal, Case, Cause, Kind, Ruling
from moderation.policies import may_moderate
from moderation.queue import Sieve
from people.models import Person


class CasesQuery(serializers.Serializer[None]):
    """Which cases."""

    show = serializers.ChoiceField(choices=queue.STATES, required=False, default="open")
    kind = serializers.ChoiceField(choices=Kind.choices, required=False, default="")
    cause = serializers.ChoiceField(choices=Cause.choices, required=False, default="")
    community = serializers.SlugField(required=False, default="", help_text="By its address.")


class Reports(Endpoint):
    """Reporting what one sees."""

    @extend_schema(
        operation_id="report_thing", request=NewReportSerializer, responses={201: FiledReportSerializer}
    )
    def create(self, request: Request) -> Response:
        """Report a post, comment, idea, file or profile that you see; its author never learns who did."""
        given = self.given(NewReportSerializer)
        thing = queue.thing(self.viewer, given.pop("kind"), given.pop("id"))
        if thing is None:
            raise Http404
        report = reporting.report_thing(self.viewer, thing, **given)
        return Response(FiledReportSerializer(report).data, 201)


class Cases(Endpoint):
    """Cases that the viewer may look at: in the communities that they lead; administrators all."""

    def seen(self, pk: int) -> Case:
        """Return a case that the viewer may look at."""
        related = ("thread__community", "comment__thread", "file", "person", "author", "claimed_by")
        rows = Case.objects.visible_to(self.viewer).select_related(*related, "ruling__appeal")
        return self.find(rows, pk=pk)

    def changed(self, pk: int, deed: Callable[[Person, Case], object]) -> Response:
        """Do something to a case and answer with it; 409 if somebody else was quicker."""
        try:
            deed(self.viewer, self.seen(pk))
        except Meanwhile as error:
            raise Conflict(str(error)) from error
        return self.shown(CaseSerializer, self.seen(pk))

    @extend_schema(operation_id="list_cases", parameters=[CasesQuery], responses=CaseRefSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List what waits, longest waiting first, or what was decided, newest first."""
        if not may_moderate(self.viewer):
            raise Http404
        asked = self.asked(CasesQuery)
        sieve = Sieve.of({**asked, "in": asked["community"]})
        return self.paged(CaseRefSerializer, queue.cases(self.viewer, sieve), sieve.order)

    @extend_schema(operation_id="show_case", responses=CaseSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a case with its reports and how it ended."""
        return self.shown(CaseSerializer, self.seen(pk))

    @extend_schema(operation_id="claim_case", request=None, responses=CaseSerializer)
    def claim(self, request: Request, pk: int) -> Response:
        """Take a case on."""
        return self.changed(pk, claiming.claim_case)

    @extend_schema(operation_id="unclaim_case", responses=CaseSerializer)
    def unclaim(self, request: Request, pk: int) -> Response:
        """Give a case back to the queue, also one that another left lying."""
        return self.changed(pk, claiming.unclaim_case)

    @extend_schema(operation_id="hide_case", request=None, responses=CaseSerializer)
    def hide(self, request: Request, pk: int) -> Response:
        """Hide what it is about until somebody has decided."""
        return self.changed(pk, claiming.hide_case)

    @extend_schema(operation_id="unhide_case", responses=CaseSerializer)
    def unhide(self, request: Request, pk: int) -> Response:
        """Show it again."""
        return self.changed(pk, claiming.show_case)

    @extend_schema(operation_id="rule_case", request=NewRulingSerializer, responses=CaseSerializer)
    def rule(self, request: Request, pk: int) -> Response:
        """Decide a case, once; a mute needs `until_at`."""
        given = self.given(NewRulingSerializer)
        return self.changed(pk, lambda actor, case: ruling.rule_case(actor, case, **given))


class Rulings(Endpoint):
    """What was decided about what the viewer wrote or reported."""

    def rows(self) -> QuerySet[Ruling]:
        """Return the rulings that concern the viewer."""
        return Ruling.objects.concerning(self.viewer).for_display().select_related("case__author", "appeal")

    @extend_schema(operation_id="list_rulings", responses=RulingSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the decisions that concern you, newest first."""
        return self.paged(RulingSerializer, self.rows(), ("-at", "-pk"))

    @extend_schema(operation_id="show_ruling", responses=RulingSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a decision that concerns you."""
        return self.shown(RulingSerializer, self.find(self.rows(), pk=pk))

    @extend_schema(operation_id="appeal_ruling", request=NewAppealSerializer, responses=AppealSerializer)
    def appeal(self, request: Request, pk: int) -> Response:
        """Appeal a decision about something of yours, once and in time."""
        found = self.find(self.rows(), pk=pk)
        appeal = appealing.appeal_ruling(self.viewer, found, **self.given(NewAppealSerializer))
        return self.shown(AppealSerializer, appeal)


class Appeals(Endpoint):
    """Appeals that the viewer may decide."""

    @extend_schema(operation_id="decide_appeal", request=AppealDecisionSerializer, responses=AppealSerializer)
    def decide(self, request: Request, pk: int) -> Response:
        """Uphold or undo a ruling of somebody else."""
        seen = Case.objects.visible_to(self.viewer).values("pk")
        rows = Appeal.objects.filter(ruling__case__in=seen).select_related("ruling__case__author")
        appeal = self.find(rows, pk=pk)
        try:
            appealing.decide_appeal(self.viewer, appeal, **self.given(AppealDecisionSerializer))
        except Meanwhile as error:
            raise Conflict(str(error)) from error
        return self.shown(AppealSerializer, self.find(rows, pk=pk))
