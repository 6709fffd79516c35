"""The search for programs: the same answers, with the same sight."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from communities.api import CommunityRefSerializer
from esn.api.endpoint import Endpoint
from esn.api.paging import MAX_SIZE
from esn.search import answering, misses, suggesting
from esn.search.language import MAX_LENGTH
from esn.search.models import Document, Miss
from esn.search.showing import Hit
from people.api import PersonRefSerializer
from people.models import Person
from people.policies import may_see_analytics


class Down(APIException):
    """The engine of the search does not answer."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("The search does not answer just now.")
    default_code = "unavailable"


class SearchedSerializer(serializers.Serializer[Any]):
    """What is looked for."""

    q = serializers.CharField(
        max_length=4000,
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        default="",
        help_text=f"Words and operators as on the page; what goes beyond {MAX_LENGTH} signs is left out.",
    )
    sort = serializers.ChoiceField(["relevance", "date"], required=False, default="relevance")
    cursor = serializers.CharField(required=False, default="", help_text="From `next`.")
    counts = serializers.ChoiceField(
        ["quick", "all"],
        required=False,
        default="quick",
        help_text="`all` counts what `quick` leaves at `is_more`, which may take seconds.",
    )
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_SIZE, required=False, default=20)


class TypedSerializer(serializers.Serializer[Any]):
    """What was typed so far."""

    q = serializers.CharField(max_length=4000, required=False, allow_blank=True, default="")


class HitSerializer(serializers.Serializer[Hit]):
    """One thing that was found."""

    kind = serializers.ChoiceField(Document.Kind.choices)
    id = serializers.IntegerField(source="row.pk")
    title = serializers.CharField(help_text="HTML: escaped, with what was asked in <mark>.")
    snippet = serializers.CharField(help_text="HTML: escaped, with what was asked in <mark>.")
    matched = serializers.ListField(child=serializers.CharField(), help_text="Where it matched, in words.")
    at = serializers.DateTimeField()
    page = serializers.SerializerMethodField(help_text="The page that shows it to people.")
    author = PersonRefSerializer(allow_null=True)
    community = CommunityRefSerializer(allow_null=True)

    def get_page(self, hit: Hit) -> str:
        return str(self.context["request"].build_absolute_uri(hit.url))


class CountSerializer(serializers.Serializer[answering.Choice]):
    """How many hits there are of a kind."""

    kind = serializers.CharField(source="value")
    count = serializers.IntegerField(allow_null=True, help_text="Null while it is not counted: `counts=all`.")


class FoundSerializer(serializers.Serializer[answering.Answer]):
    """A page of what was found, with true counts."""

    next = serializers.SerializerMethodField()
    total = serializers.IntegerField()
    is_more = serializers.BooleanField(
        source="found.tally.is_more", help_text="There are more than `total`: `counts=all` counts them."
    )
    meant = serializers.CharField(help_text="What was probably meant, when nothing was found.")
    kinds = serializers.SerializerMethodField(help_text="Counts whatever kind is asked for.")
    results = HitSerializer(source="hits", many=True)

    def get_next(self, answer: answering.Answer) -> str | None:
        request = self.context["request"]
        if not answer.found.next:
            return None
        query = request.query_params.copy()
        query["cursor"] = answer.found.next
        return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))

    @extend_schema_field(CountSerializer(many=True))
    def get_kinds(self, answer: answering.Answer) -> Any:
        return [CountSerializer(tab).data for tab in answer.tabs[1:]]


class PlaceSerializer(serializers.Serializer[suggesting.Place]):
    """Somewhere to jump to."""

    kind = serializers.ChoiceField(["person", "community", "thread"])
    id = serializers.IntegerField()
    name = serializers.CharField()
    note = serializers.CharField()
    page = serializers.SerializerMethodField()

    def get_page(self, place: suggesting.Place) -> str:
        return str(self.context["request"].build_absolute_uri(place.url))


class SuggestionsSerializer(serializers.Serializer[Any]):
    """Where somebody who types this may want to go."""

    results = PlaceSerializer(many=True)


class MissSerializer(serializers.ModelSerializer[Miss]):
    """Words that at least five different people looked for in vain."""

    class Meta:
        model = Miss
        fields = ["words", "days", "last_on"]


class Search(Endpoint):
    """Finding."""

    @extend_schema(operation_id="search", parameters=[SearchedSerializer], responses=FoundSerializer)
    def look(self, request: Request) -> Response:
        """Find people, communities, posts, comments, ideas, challenges and files that you may see."""
        asked = self.asked(SearchedSerializer)
        answer = answering.answer(
            self.viewer,
            asked["q"],
            sort=asked["sort"],
            cursor=asked["cursor"],
            size=asked["page_size"],
            is_exact=asked["counts"] == "all",
        )
        if answer.is_down:
            raise Down
        return self.shown(FoundSerializer, answer)

    @extend_schema(
        operation_id="suggest_places", parameters=[TypedSerializer], responses=SuggestionsSerializer
    )
    def suggest(self, request: Request) -> Response:
        """Suggest people and communities, then threads, whose name begins with what was typed."""
        places = suggesting.jump(self.viewer, self.asked(TypedSerializer)["q"])
        return self.shown(SuggestionsSerializer, {"results": places})

    @extend_schema(operation_id="list_missed_searches", responses=MissSerializer(many=True))
    def missed(self, request: Request) -> Response:
        """List what was looked for in vain; for those who see figures, for everybody else it does not exist."""
        viewer: Person = self.viewer
        if not may_see_analytics(viewer):
            raise NotFound
        return self.paged(MissSerializer, misses.shown(), ("-days", "words", "pk"))


urlpatterns = [
    path("search/", Search.as_view({"get": "look"}), name="search"),
    path("search/suggest/", Search.as_view({"get": "suggest"}), name="suggest"),
    path("insights/searches/", Search.as_view({"get": "missed"}), name="missed_searches"),
]
