"""Challenges for programs: their ideas, the board, what is alike, drafts."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity.api.heeding import HeedQuery, heed
from esn.api.endpoint import Endpoint
from ideas import board, ordering
from ideas.actions import challenging, coauthoring, drafting, planning, submitting
from ideas.api.part_shapes import (
    AuthorSerializer,
    IdeaDraftSerializer,
    WhomSerializer,
)
from ideas.api.shapes import (
    BoardSerializer,
    ChallengeSerializer,
    ChallengeWordsSerializer,
    IdeaDraftWordsSerializer,
    IdeaSerializer,
    LikenessSerializer,
    ListingQuery,
    ListingSerializer,
    NewBoxSerializer,
    NewChallengeSerializer,
    NewIdeaSerializer,
    TypedSerializer,
    ViewQuery,
)
from ideas.models import Challenge, Contributor, Draft
from ideas.policies import may_submit, require
from ideas.similar import similar


class Challenges(Endpoint):
    """Challenges that the viewer may see."""

    def seen(self, pk: int) -> Challenge:
        """Return a challenge that the viewer may see."""
        return self.find(board.challenges(self.viewer), pk=pk)

    @extend_schema(operation_id="list_challenges", responses=ChallengeSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the challenges, the newest first."""
        rows = board.challenges(self.viewer).prefetch_related("questions", "ballot_rules")
        return self.paged(ChallengeSerializer, rows, ("-opens_at", "-pk"))

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

    @extend_schema(operation_id="open_box", request=NewBoxSerializer, responses={201: ChallengeSerializer})
    def open_box(self, request: Request) -> Response:
        """Open a standing idea box for an area of a community that you lead."""
        found = self.given(NewBoxSerializer)
        box = planning.open_box(self.viewer, found.pop("community"), **found)
        return self.made(ChallengeSerializer, self.seen(box.pk), "api:challenge")

    @extend_schema(operation_id="close_box", request=None, responses={204: None})
    def close_box(self, request: Request, pk: int) -> Response:
        """Take nothing more into a box; what lies in it is still answered."""
        planning.close_box(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="reopen_box", responses={204: None})
    def reopen_box(self, request: Request, pk: int) -> Response:
        """Take ideas and support into a closed box again."""
        planning.reopen_box(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="list_ideas", parameters=[ListingQuery], responses=ListingSerializer)
    def ideas(self, request: Request, pk: int) -> Response:
        """List a challenge's ideas."""
        challenge, asked = self.seen(pk), self.asked(ListingQuery)
        listing = ordering.listed(self.viewer, challenge, **asked)
        query = request.query_params.copy()
        query["cursor"] = listing.next
        more = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if listing.next else None
        rows = ordering.in_order(self.viewer, listing.ids)
        shown = board.dress(self.viewer, challenge, rows)
        return self.shown(ListingSerializer, {"next": more, "order": listing.order.key, "results": shown})

    @extend_schema(
        operation_id="submit_idea",
        parameters=[HeedQuery],
        request=NewIdeaSerializer,
        responses={201: IdeaSerializer},
    )
    def submit(self, request: Request, pk: int) -> Response:
        """Answer a challenge with an idea."""
        challenge = self.seen(pk)
        words = self.given(NewIdeaSerializer)
        differs = {int(k): text for k, text in words.pop("differs", {}).items() if k.isdecimal()}
        attachments = words.pop("attachments", [])
        heed(self, challenge.community, submitting.Words(**words).said)
        idea = submitting.submit_idea(
            self.viewer, challenge, attachments=attachments, differs=differs, **words
        )
        return self.made(IdeaSerializer, board.dress(self.viewer, challenge, [idea])[0], "api:idea")

    @extend_schema(operation_id="show_board", parameters=[ViewQuery], responses=BoardSerializer)
    def columns(self, request: Request, pk: int) -> Response:
        """Show the board by stage, or as a roadmap: the first ideas of each column."""
        view = board.kanban if self.asked(ViewQuery)["view"] == "stages" else board.roadmap
        challenge = self.seen(pk)
        found = board.with_ideas(self.viewer, challenge, view(self.viewer, challenge))
        return self.shown(BoardSerializer, {"columns": found})

    @extend_schema(operation_id="find_similar_ideas", request=TypedSerializer, responses=LikenessSerializer)
    def similar(self, request: Request, pk: int) -> Response:
        """Find ideas like what is being typed."""
        challenge, typed = self.seen(pk), self.given(TypedSerializer)
        require(may_submit(self.viewer, challenge))
        found = similar(self.viewer, challenge, f"{typed['title']}\n{typed['proposal']}")
        board.dress(self.viewer, challenge, [row.idea for row in found])
        return self.shown(LikenessSerializer, {"results": found})


class Drafts(Endpoint):
    """Drafts of ideas that the viewer writes."""

    def seen(self, pk: int) -> Draft:
        """Return a draft that the viewer writes."""
        return self.find(Draft.objects.visible_to(self.viewer).for_display(), pk=pk)

    @extend_schema(operation_id="list_idea_drafts", responses=IdeaDraftSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List your drafts, the last changed first."""
        rows = Draft.objects.visible_to(self.viewer).for_display()
        return self.paged(IdeaDraftSerializer, rows, ("-changed_at", "-pk"))

    @extend_schema(
        operation_id="save_idea_draft", request=IdeaDraftWordsSerializer, responses={201: IdeaDraftSerializer}
    )
    def create(self, request: Request, pk: int) -> Response:
        """Begin a draft for a challenge; only you see it."""
        challenge = get_object_or_404(board.challenges(self.viewer), pk=pk)
        draft = drafting.save_draft(self.viewer, challenge, **self.given(IdeaDraftWordsSerializer))
        return self.made(IdeaDraftSerializer, draft, "api:idea_draft")

    @extend_schema(operation_id="show_idea_draft", responses=IdeaDraftSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a draft."""
        return self.shown(IdeaDraftSerializer, self.seen(pk))

    @extend_schema(
        operation_id="edit_idea_draft", request=IdeaDraftWordsSerializer, responses=IdeaDraftSerializer
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change a draft; what you leave out stays."""
        fields = self.given(IdeaDraftWordsSerializer, partial=True)
        return self.shown(IdeaDraftSerializer, drafting.edit_draft(self.viewer, self.seen(pk), **fields))

    @extend_schema(operation_id="discard_idea_draft", responses={204: None})
    def discard(self, request: Request, pk: int) -> Response:
        """Throw a draft away."""
        drafting.discard_draft(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="submit_idea_draft", request=None, responses={204: None})
    def submit(self, request: Request, pk: int) -> Response:
        """Hand a draft in: it becomes an idea now, or where ideas are incubated when submissions close."""
        drafting.submit_draft(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="withdraw_idea_draft", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back what was handed in, while it is a draft."""
        drafting.withdraw_draft(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="share_idea_draft", request=WhomSerializer, responses={201: AuthorSerializer})
    def share(self, request: Request, pk: int) -> Response:
        """Let somebody write the draft with you."""
        made = coauthoring.share_draft(self.viewer, self.seen(pk), **self.given(WhomSerializer))
        return self.made(AuthorSerializer, made, "api:idea_draft", pk=pk)

    @extend_schema(operation_id="unshare_idea_draft", responses={204: None})
    def unshare(self, request: Request, pk: int, person: int) -> Response:
        """Take somebody off the draft again."""
        row = self.find(Contributor.objects.filter(draft=self.seen(pk)), person=person)
        coauthoring.remove_coauthor(self.viewer, row)
        return self.done()
