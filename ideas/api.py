"""The board for programs: challenges, ideas, support, decisions."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.endpoint import Endpoint
from esn.api.fields import PageField, VisibleField
from ideas import board, ordering
from ideas.actions import challenging, deciding, submitting, supporting
from ideas.models import SHORTEST_REASON, Challenge, Decision, Idea, Support
from people.api import PersonRefSerializer
from people.models import Person

BRIEF = ["problem", "why_now", "in_scope", "out_of_scope", "good_answer", "pledge"]
DATES = ["opens_at", "submissions_close_at", "voting_close_at", "decide_by"]


class ChallengeSerializer(serializers.ModelSerializer[Challenge]):
    """A question to a community, with its brief and dates."""

    page = PageField()
    community = CommunityRefSerializer()
    sponsor = PersonRefSerializer()
    manager = PersonRefSerializer()
    state = serializers.ChoiceField(choices=Challenge.State.choices)

    class Meta:
        model = Challenge
        fields = [
            "id",
            "community",
            "title",
            *BRIEF,
            "sponsor",
            "manager",
            "state",
            *DATES,
            "idea_count",
            "page",
        ]


class ChallengeWordsSerializer(serializers.ModelSerializer[Challenge]):
    """The brief and the dates of a challenge."""

    class Meta:
        model = Challenge
        fields = ["title", *BRIEF, *DATES]


class NewChallengeSerializer(ChallengeWordsSerializer):
    """A question to ask a community that you lead."""

    community = VisibleField(Community.objects.readable_by)
    sponsor = VisibleField(Person.objects.visible_to, required=False)

    class Meta(ChallengeWordsSerializer.Meta):
        fields = ["community", "sponsor", *ChallengeWordsSerializer.Meta.fields]


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """What happens with an idea, and why."""

    outcome = serializers.ChoiceField(choices=Decision.Outcome.choices)
    reason_code = serializers.ChoiceField(choices=Decision.Reason.choices)
    decided_by = PersonRefSerializer()

    class Meta:
        model = Decision
        fields = ["outcome", "reason_code", "reason_text", "review_on", "decided_by", "decided_at"]


class VerdictSerializer(serializers.ModelSerializer[Decision]):
    """An answer to an idea, with a reason in your own words."""

    reason_text = serializers.CharField(min_length=SHORTEST_REASON, max_length=4000)

    class Meta:
        model = Decision
        fields = ["outcome", "reason_code", "reason_text", "review_on"]


class IdeaSerializer(serializers.ModelSerializer[Idea]):
    """An idea; its discussion is its thread. Numbers of supports stay hidden while voting is open."""

    page = PageField()
    challenge = serializers.IntegerField(source="challenge_id")
    thread = serializers.IntegerField(source="thread_id")
    author = PersonRefSerializer()
    stage = serializers.ChoiceField(choices=Idea.Stage.choices)
    is_supported = serializers.BooleanField(help_text="Whether you support it.")
    supports = serializers.IntegerField(source="shown_count", allow_null=True)
    decision = DecisionSerializer(allow_null=True)

    class Meta:
        model = Idea
        fields = [
            "id", "challenge", "thread", "author", "title", "problem", "proposal", "body_html", "stage",
            "published_at", "edited_at", "is_supported", "supports", "decision", "page",
        ]  # fmt: skip


class IdeaWordsSerializer(serializers.ModelSerializer[Idea]):
    """An idea: a line, what is wrong, what to do."""

    class Meta:
        model = Idea
        fields = ["title", "problem", "proposal"]


class SupportSerializer(serializers.Serializer[Any]):
    """What you would do with it."""

    benefit = serializers.ChoiceField(choices=Support.Benefit.choices, required=False)


class ListingSerializer(serializers.Serializer[Any]):
    """One page of a challenge's ideas in an order."""

    next = serializers.URLField(allow_null=True)
    order = serializers.CharField()
    results = IdeaSerializer(many=True)


class ListingQuery(serializers.Serializer[Any]):
    """Which order and page; without an order, the one that is right for the challenge's state."""

    order = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")
    cursor = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class Challenges(Endpoint):
    """Challenges that the viewer may see."""

    def seen(self, pk: int) -> Challenge:
        """Return a challenge that the viewer may see."""
        return self.find(board.challenges(self.viewer), pk=pk)

    @extend_schema(operation_id="list_challenges", responses=ChallengeSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the challenges, the newest first."""
        return self.paged(ChallengeSerializer, board.challenges(self.viewer), ("-opens_at", "-pk"))

    @extend_schema(
        operation_id="launch_challenge", request=NewChallengeSerializer, responses={201: ChallengeSerializer}
    )
    def create(self, request: Request) -> Response:
        """Ask a community that you lead a question."""
        challenge = challenging.launch_challenge(self.viewer, **self.given(NewChallengeSerializer))
        return self.made(ChallengeSerializer, self.seen(challenge.pk), "api:challenge")

    @extend_schema(operation_id="show_challenge", responses=ChallengeSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a challenge."""
        return self.shown(ChallengeSerializer, self.seen(pk))

    @extend_schema(
        operation_id="edit_challenge", request=ChallengeWordsSerializer, responses=ChallengeSerializer
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change the brief or the dates; what you leave out stays."""
        fields = self.given(ChallengeWordsSerializer, partial=True)
        challenging.edit_challenge(self.viewer, self.seen(pk), **fields)
        return self.shown(ChallengeSerializer, self.seen(pk))

    @extend_schema(operation_id="list_ideas", parameters=[ListingQuery], responses=ListingSerializer)
    def ideas(self, request: Request, pk: int) -> Response:
        """List a challenge's ideas."""
        challenge, asked = self.seen(pk), self.asked(ListingQuery)
        listing = ordering.listed(self.viewer, challenge, **asked)
        query = request.query_params.copy()
        query["cursor"] = listing.next
        more = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if listing.next else None
        shown = board.dress(self.viewer, challenge, listing.ideas)
        return self.shown(ListingSerializer, {"next": more, "order": listing.order.key, "results": shown})

    @extend_schema(operation_id="submit_idea", request=IdeaWordsSerializer, responses={201: IdeaSerializer})
    def submit(self, request: Request, pk: int) -> Response:
        """Answer a challenge with an idea."""
        challenge = self.seen(pk)
        idea = submitting.submit_idea(self.viewer, challenge, **self.given(IdeaWordsSerializer))
        return self.made(IdeaSerializer, board.dress(self.viewer, challenge, [idea])[0], "api:idea")


class Ideas(Endpoint):
    """Ideas that the viewer may see."""

    def seen(self, pk: int) -> Idea:
        """Return an idea that the viewer may see."""
        rows = Idea.objects.visible_to(self.viewer).for_display()
        return self.find(rows.select_related("challenge__community", "challenge__sponsor"), pk=pk)

    def full(self, pk: int) -> Idea:
        """Return an idea as the answer shows it."""
        idea = self.seen(pk)
        return board.dress(self.viewer, idea.challenge, [idea])[0]

    @extend_schema(operation_id="show_idea", responses=IdeaSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show an idea with its decision."""
        return self.shown(IdeaSerializer, self.full(pk))

    @extend_schema(operation_id="edit_idea", request=IdeaWordsSerializer, responses=IdeaSerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change your idea while the challenge takes ideas; what you leave out stays."""
        idea = self.seen(pk)
        now = {"title": idea.title, "problem": idea.problem, "proposal": idea.proposal}
        submitting.edit_idea(self.viewer, idea, **{**now, **self.given(IdeaWordsSerializer, partial=True)})
        return self.shown(IdeaSerializer, self.full(pk))

    @extend_schema(operation_id="support_idea", request=SupportSerializer, responses={204: None})
    def support(self, request: Request, pk: int) -> Response:
        """Support an idea; doing it again only changes what you would do."""
        supporting.support_idea(self.viewer, self.seen(pk), **self.given(SupportSerializer))
        return self.done()

    @extend_schema(operation_id="withdraw_support", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take your support back while voting is open."""
        supporting.withdraw_support(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="decide_idea", request=VerdictSerializer, responses=IdeaSerializer)
    def decide(self, request: Request, pk: int) -> Response:
        """Answer an idea once, with a reason that everybody reads."""
        deciding.decide_idea(self.viewer, self.seen(pk), **self.given(VerdictSerializer))
        return self.shown(IdeaSerializer, self.full(pk))


urlpatterns = [
    path("challenges/", Challenges.as_view({"get": "list", "post": "create"}), name="challenges"),
    path("challenges/<id:pk>/", Challenges.as_view({"get": "show", "patch": "edit"}), name="challenge"),
    path("challenges/<id:pk>/ideas/", Challenges.as_view({"get": "ideas", "post": "submit"}), name="ideas"),
    path("ideas/<id:pk>/", Ideas.as_view({"get": "show", "patch": "edit"}), name="idea"),
    path("ideas/<id:pk>/support/", Ideas.as_view({"put": "support", "delete": "withdraw"}), name="support"),
    path("ideas/<id:pk>/decision/", Ideas.as_view({"put": "decide"}), name="idea_decision"),
]
