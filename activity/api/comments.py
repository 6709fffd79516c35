"""Comments and the reactions on them for programs."""

from collections.abc import Sequence

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity.actions import commenting, reacting, sending
from activity.actions.revising import ChangedMeanwhile
from activity.api.heeding import HeedQuery, heed
from activity.api.shapes import (
    BodySerializer,
    CommentSerializer,
    NewCommentSerializer,
    SignSerializer,
    dress_comments,
)
from activity.models import Comment, Thread
from esn.api.endpoint import Endpoint
from esn.api.fields import ReasonQuery
from esn.api.problems import Conflict


class Comments(Endpoint):
    """Comments in threads that the viewer may see."""

    def thread(self, pk: int) -> Thread:
        """Return a thread that the viewer may see."""
        return self.find(Thread.objects.visible_to(self.viewer).for_display(), pk=pk)

    def seen(self, pk: int) -> Comment:
        """Return a comment that the viewer may see."""
        rows = Comment.objects.visible_to(self.viewer).select_related("thread__community", "thread__starter")
        return self.find(rows.for_display(), pk=pk)

    def full(self, comment: Comment) -> Comment:
        """Return a comment as the answer shows it."""
        return dress_comments(self.viewer, [comment])[0]

    def dressed(self, rows: list[Comment]) -> Sequence[Comment]:
        return dress_comments(self.viewer, rows)

    @extend_schema(operation_id="list_comments", responses=CommentSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List the comments of a thread, oldest first; `parent` tells what a reply answers."""
        rows = Comment.objects.visible_to(self.viewer).filter(thread=self.thread(pk)).for_display()
        return self.paged(CommentSerializer, rows, ("pk",))

    @extend_schema(
        operation_id="add_comment",
        parameters=[HeedQuery],
        request=NewCommentSerializer,
        responses={201: CommentSerializer},
    )
    def create(self, request: Request, pk: int) -> Response:
        """Answer in a thread."""
        thread = self.thread(pk)
        given = self.given(NewCommentSerializer)
        heed(self, thread.community, given["body"])
        comment = sending.send_comment(self.viewer, thread, **given)
        return self.made(CommentSerializer, self.full(comment), "api:comment")

    @extend_schema(operation_id="show_comment", responses=CommentSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a comment."""
        return self.shown(CommentSerializer, self.full(self.seen(pk)))

    @extend_schema(
        operation_id="edit_comment",
        parameters=[HeedQuery],
        request=BodySerializer,
        responses=CommentSerializer,
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change the words of your own comment."""
        comment = self.seen(pk)
        words = {"body": comment.body, **self.given(BodySerializer, partial=True)}
        heed(self, comment.thread.community, words["body"], is_edit=True)
        try:
            comment = commenting.edit_comment(self.viewer, comment, **words)
        except ChangedMeanwhile as error:
            raise Conflict(str(error)) from error
        return self.shown(CommentSerializer, self.full(comment))

    @extend_schema(operation_id="remove_comment", parameters=[ReasonQuery], responses={204: None})
    def remove(self, request: Request, pk: int) -> Response:
        """Take a comment away: your own, or one in a community that you lead."""
        commenting.remove_comment(self.viewer, self.seen(pk), **self.asked(ReasonQuery))
        return self.done()

    @extend_schema(operation_id="accept_answer", request=None, responses={204: None})
    def accept(self, request: Request, pk: int) -> Response:
        """Name the comment that solved your question; an earlier one gives way."""
        commenting.accept_answer(self.viewer, self.seen(pk), is_solution=True)
        return self.done()

    @extend_schema(operation_id="unaccept_answer", responses={204: None})
    def unaccept(self, request: Request, pk: int) -> Response:
        """Take back that this comment solved your question."""
        commenting.accept_answer(self.viewer, self.seen(pk), is_solution=False)
        return self.done()

    @extend_schema(operation_id="react_to_comment", request=SignSerializer, responses={204: None})
    def react(self, request: Request, pk: int) -> Response:
        """React to a comment with one sign; another takes its place."""
        comment = self.seen(pk)
        reacting.react(self.viewer, comment.thread, comment=comment, **self.given(SignSerializer))
        return self.done()

    @extend_schema(operation_id="withdraw_comment_reaction", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back your sign on a comment."""
        comment = self.seen(pk)
        reacting.withdraw_reaction(self.viewer, comment.thread, comment=comment)
        return self.done()
