"""How words changed and why some are gone, for programs; and what is offered while somebody writes."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity import advising, suggesting
from activity.api.shapes_of_writing import (
    AdviceSerializer,
    DraftTextSerializer,
    OfferSerializer,
    RemovalSerializer,
    RevisionSerializer,
    TypeaheadQuery,
)
from activity.models import Comment, Post, Revision, Thread
from communities.policies import may_lead
from esn.api.endpoint import Endpoint


class History(Endpoint):
    """Earlier wordings, for everybody who sees the text; removals, for the author and who leads the community."""

    @extend_schema(operation_id="list_post_revisions", responses=RevisionSerializer(many=True))
    def of_post(self, request: Request, pk: int) -> Response:
        """List the wordings that edits of a post replaced, the last first."""
        thread = self.find(Thread.objects.visible_to(self.viewer), pk=pk)
        rows = Revision.objects.filter(thread=thread, comment=None).select_related("by")
        return self.paged(RevisionSerializer, rows, ("-number",))

    @extend_schema(operation_id="list_comment_revisions", responses=RevisionSerializer(many=True))
    def of_comment(self, request: Request, pk: int) -> Response:
        """List the wordings that edits of a comment replaced, the last first."""
        comment = self.find(Comment.objects.visible_to(self.viewer).filter(removed_at=None), pk=pk)
        rows = Revision.objects.filter(comment=comment).select_related("by")
        return self.paged(RevisionSerializer, rows, ("-number",))

    @extend_schema(operation_id="show_post_removal", responses=RemovalSerializer)
    def removal_of_post(self, request: Request, pk: int) -> Response:
        """Show who removed your post, or one in a community that you lead, and why."""
        rows = Thread.objects.taken_from(self.viewer).select_related("removed_by")
        return self.shown(RemovalSerializer, self.find(rows, pk=pk))

    @extend_schema(operation_id="show_comment_removal", responses=RemovalSerializer)
    def removal_of_comment(self, request: Request, pk: int) -> Response:
        """Show who removed your comment, or one in a community that you lead, and why."""
        rows = Comment.objects.visible_to(self.viewer).filter(removed_at__isnull=False)
        comment = self.find(rows.select_related("removed_by", "thread__community"), pk=pk)
        if comment.author_id != self.viewer.pk and not may_lead(self.viewer, comment.thread.community):
            raise Http404
        return self.shown(RemovalSerializer, comment)


class Suggestions(Endpoint):
    """What is offered while somebody writes."""

    pagination_class = None

    @extend_schema(
        operation_id="list_typeahead", parameters=[TypeaheadQuery], responses=OfferSerializer(many=True)
    )
    def typeahead(self, request: Request) -> Response:
        """List who, which communities or which tags a name that begins so may mean."""
        asked = self.asked(TypeaheadQuery)
        offers = suggesting.offers(self.viewer, asked["sign"], asked["q"], asked.get("community"))
        return Response(OfferSerializer(offers, many=True).data)

    @extend_schema(operation_id="advise_on_post", request=DraftTextSerializer, responses=AdviceSerializer)
    def advice(self, request: Request) -> Response:
        """Tell where a text would find its readers, which questions are like it, and who could not read it."""
        given = self.given(DraftTextSerializer)
        text, chosen = f"{given['title']}\n{given['body']}", given.get("community")
        is_question = given["kind"] == Post.Kind.QUESTION
        found = {
            "places": advising.where(self.viewer, text, chosen),
            "similar": advising.similar_questions(self.viewer, text) if is_question else [],
            "barred": advising.barred(self.viewer, text, chosen),
        }
        return self.shown(AdviceSerializer, found)
