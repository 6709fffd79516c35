"""How a community is moderated, words that are looked for, and sanctions, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.models import Community
from communities.policies import may_lead
from esn.api.endpoint import Endpoint
from esn.api.fields import VisibleField
from moderation.actions import sanctioning, settling
from moderation.api.shapes import RulesSerializer, SanctionSerializer, WordSerializer
from moderation.models import CommunityRules, Sanction, WordRule
from moderation.policies import require
from people.models import Person
from people.policies import may_administer


class NewSanctionSerializer(serializers.Serializer[Any]):
    """Whom to mute or ban, and why."""

    person = VisibleField(Person.objects.visible_to)
    kind = serializers.ChoiceField(choices=Sanction.Kind.choices)
    until_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=400)


class Led(Endpoint):
    """What those who run a community may look at."""

    def led(self, pk: int) -> Community:
        """Return a community that the viewer runs."""
        community = self.find(Community.objects.visible_to(self.viewer), pk=pk)
        require(may_lead(self.viewer, community))
        return community


class Rules(Led):
    """How a community is moderated."""

    def rules(self, community: Community) -> CommunityRules:
        """Return its rules, or those that hold where nobody set any."""
        stored = CommunityRules.objects.filter(community=community).first()
        return stored or CommunityRules(community=community)

    @extend_schema(operation_id="show_community_moderation", responses=RulesSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show approval, slow mode and when reports hide something."""
        return self.shown(RulesSerializer, self.rules(self.led(pk)))

    @extend_schema(
        operation_id="set_community_moderation", request=RulesSerializer, responses=RulesSerializer
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change them; what you leave out stays."""
        community = self.led(pk)
        settling.set_rules(self.viewer, community, **self.given(RulesSerializer, partial=True))
        return self.shown(RulesSerializer, self.rules(community))


class Words(Led):
    """Words and sites that are looked for."""

    def known(self) -> Any:
        """Return the rules of communities that the viewer knows of, and those for everywhere."""
        places = Community.objects.visible_to(self.viewer).values("pk")
        rows = WordRule.objects.select_related("community")
        return rows.filter(community=None) | rows.filter(community__in=places)

    def added(self, community: Community | None) -> Response:
        """Add what is given, there or everywhere."""
        rule = settling.add_word_rule(self.viewer, community, **self.given(WordSerializer))
        return Response(WordSerializer(rule).data, 201)

    @extend_schema(operation_id="list_community_words", responses=WordSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List what a community that you lead looks for, besides what is looked for everywhere."""
        rows = WordRule.objects.filter(community=self.led(pk))
        return self.paged(WordSerializer, rows, ("kind", "pattern", "pk"))

    @extend_schema(operation_id="add_community_word", request=WordSerializer, responses={201: WordSerializer})
    def create(self, request: Request, pk: int) -> Response:
        """Have a word or a site looked for in a community; adding it again changes what happens then."""
        return self.added(self.led(pk))

    @extend_schema(operation_id="list_words", responses=WordSerializer(many=True))
    def everywhere(self, request: Request) -> Response:
        """List what is looked for everywhere; for administrators."""
        require(may_administer(self.viewer))
        return self.paged(WordSerializer, WordRule.objects.filter(community=None), ("kind", "pattern", "pk"))

    @extend_schema(operation_id="add_word", request=WordSerializer, responses={201: WordSerializer})
    def add_everywhere(self, request: Request) -> Response:
        """Have a word or a site looked for everywhere; for administrators."""
        require(may_administer(self.viewer))
        return self.added(None)

    @extend_schema(operation_id="remove_word", responses={204: None})
    def remove(self, request: Request, pk: int) -> Response:
        """No longer look for it."""
        settling.remove_word_rule(self.viewer, self.find(self.known(), pk=pk))
        return self.done()


class Sanctions(Led):
    """Who may not write in a community, or not come back."""

    @extend_schema(operation_id="list_sanctions", responses=SanctionSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List the sanctions that hold in a community that you lead."""
        rows = Sanction.objects.standing().filter(community=self.led(pk)).for_display()
        return self.paged(SanctionSerializer, rows, ("-since_at", "-pk"))

    @extend_schema(
        operation_id="sanction_person", request=NewSanctionSerializer, responses={201: SanctionSerializer}
    )
    def create(self, request: Request, pk: int) -> Response:
        """Mute somebody until a moment, or ban them."""
        community, given = self.led(pk), self.given(NewSanctionSerializer)
        row = sanctioning.sanction_person(self.viewer, community, given.pop("person"), **given)
        return Response(SanctionSerializer(row).data, 201)

    @extend_schema(operation_id="lift_sanction", responses={204: None})
    def lift(self, request: Request, pk: int) -> Response:
        """End a sanction before its time."""
        places = Community.objects.visible_to(self.viewer).values("pk")
        rows = Sanction.objects.filter(community__in=places).select_related("community", "person")
        sanctioning.lift_sanction(self.viewer, self.find(rows, pk=pk))
        return self.done()
