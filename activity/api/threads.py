"""Threads and the reactions on their openings for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity.actions import publishing, reacting, sending
from activity.actions.revising import ChangedMeanwhile
from activity.api.heeding import HeedQuery, heed
from activity.api.kind_shapes import planned
from activity.api.shapes import (
    NewThreadSerializer,
    SignSerializer,
    ThreadSerializer,
    ThreadWordsSerializer,
    dress_threads,
)
from activity.models import Post, Thread
from activity.policies import may_edit_post, require
from esn.api.endpoint import Endpoint
from esn.api.fields import ReasonQuery
from esn.api.problems import Conflict


class Threads(Endpoint):
    """Threads that the viewer may see."""

    def seen(self, pk: int) -> Thread:
        """Return a thread that the viewer may see."""
        return self.find(Thread.objects.visible_to(self.viewer).for_display(), pk=pk)

    def full(self, pk: int) -> Thread:
        """Return a thread as the answer shows it."""
        return dress_threads(self.viewer, [pk])[0]

    @extend_schema(
        operation_id="publish_post",
        parameters=[HeedQuery],
        request=NewThreadSerializer,
        responses={201: ThreadSerializer},
    )
    def create(self, request: Request) -> Response:
        """Publish a post, a question, a poll, praise or an announcement in a community."""
        given = self.given(NewThreadSerializer)
        heed(self, given["community"], given.get("title", ""), given["body"])
        post = sending.send_post(self.viewer, **planned(given))
        return self.made(ThreadSerializer, self.full(post.thread_id), "api:thread")

    @extend_schema(operation_id="show_thread", responses=ThreadSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a thread."""
        return self.shown(ThreadSerializer, self.full(self.seen(pk).pk))

    @extend_schema(
        operation_id="edit_post",
        parameters=[HeedQuery],
        request=ThreadWordsSerializer,
        responses=ThreadSerializer,
    )
    def edit(self, request: Request, pk: int) -> Response:
        """Change the words of your own post; what you leave out stays."""
        post = self.find(Post.objects.select_related("thread__community"), thread=self.seen(pk))
        require(may_edit_post(self.viewer, post))
        now = {"body": post.body, "title": post.thread.title}
        words = {**now, **self.given(ThreadWordsSerializer, partial=True)}
        heed(self, post.thread.community, words["title"], words["body"], is_edit=True)
        try:
            publishing.edit_post(self.viewer, post, **words)
        except ChangedMeanwhile as error:
            raise Conflict(str(error)) from error
        return self.shown(ThreadSerializer, self.full(pk))

    @extend_schema(operation_id="remove_thread", parameters=[ReasonQuery], responses={204: None})
    def remove(self, request: Request, pk: int) -> Response:
        """Take a thread away: your own, or one in a community that you lead."""
        publishing.remove_thread(self.viewer, self.seen(pk), **self.asked(ReasonQuery))
        return self.done()

    @extend_schema(operation_id="react", request=SignSerializer, responses={204: None})
    def react(self, request: Request, pk: int) -> Response:
        """React to a thread's opening with one sign; another takes its place."""
        reacting.react(self.viewer, self.seen(pk), **self.given(SignSerializer))
        return self.done()

    @extend_schema(operation_id="withdraw_reaction", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back your sign."""
        reacting.withdraw_reaction(self.viewer, self.seen(pk))
        return self.done()
