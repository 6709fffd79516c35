"""Polls, announcements that must be read, links, and who reacted, for programs."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity import policies
from activity import threads as read
from activity.actions import announcing, linking, polling
from activity.api.kind_shapes import (
    MustReadSerializer,
    PollSerializer,
    ReactorSerializer,
    ReactorsQuery,
    ReaderSerializer,
    ReadersQuery,
    VoteSerializer,
)
from activity.api.shapes import ThreadSerializer, dress_threads
from activity.kinds import announcements, links, polls, praises
from activity.models import Comment, MustRead, Poll, Post, Reaction, Thread
from esn.api.endpoint import Endpoint
from people.models import Person


class Kinds(Endpoint):
    """What the kinds of posts ask of their readers."""

    def opening(self, pk: int) -> Post:
        """Return the post of a thread that the viewer may see."""
        thread = self.find(Thread.objects.visible_to(self.viewer).for_display(), pk=pk)
        post: Post | None = getattr(thread, "post", None)
        if post is None:
            raise Http404
        return post

    def poll(self, pk: int) -> Poll:
        """Return the poll of a thread that the viewer may see."""
        poll: Poll | None = getattr(self.opening(pk), "poll", None)
        if poll is None:
            raise Http404
        return poll

    def must_read(self, pk: int) -> MustRead:
        """Return what a thread that the viewer may see asks to be read."""
        must_read: MustRead | None = getattr(self.opening(pk), "must_read", None)
        if must_read is None:
            raise Http404
        return must_read

    @extend_schema(operation_id="show_poll", responses=PollSerializer)
    def show_poll(self, request: Request, pk: int) -> Response:
        """Show a poll as it stands for you."""
        poll = self.poll(pk)
        return self.shown(PollSerializer, polls.results(self.viewer, [poll.pk])[poll.pk])

    @extend_schema(operation_id="vote", request=VoteSerializer, responses=PollSerializer)
    def vote(self, request: Request, pk: int) -> Response:
        """Choose among the options of a poll; another choice takes the place of the first."""
        polling.vote(self.viewer, self.poll(pk), **self.given(VoteSerializer))
        return self.show_poll(request, pk)

    @extend_schema(operation_id="withdraw_vote", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back your choice."""
        polling.withdraw_vote(self.viewer, self.poll(pk))
        return self.done()

    @extend_schema(operation_id="close_poll", request=None, responses={204: None})
    def close(self, request: Request, pk: int) -> Response:
        """End a poll of yours, or one in a community that you lead."""
        polling.close_poll(self.viewer, self.poll(pk))
        return self.done()

    @extend_schema(operation_id="acknowledge", request=None, responses=MustReadSerializer)
    def acknowledge(self, request: Request, pk: int) -> Response:
        """Confirm that you have read an announcement."""
        must_read = self.must_read(pk)
        announcing.acknowledge(self.viewer, must_read)
        return self.shown(MustReadSerializer, announcements.asked(self.viewer, [must_read.pk])[must_read.pk])

    @extend_schema(
        operation_id="list_readers", parameters=[ReadersQuery], responses=ReaderSerializer(many=True)
    )
    def readers(self, request: Request, pk: int) -> Response:
        """List who has not read an announcement of yours, or who has, by name."""
        must_read = self.must_read(pk)
        policies.require(policies.may_follow_up(self.viewer, must_read.post))
        asked = self.asked(ReadersQuery)
        has_read = {"waiting": False, "read": True, "all": None}[asked["state"]]
        rows = announcements.readers(self.viewer, must_read, asked["search"], has_read=has_read)
        return self.paged(ReaderSerializer, rows, ("sort_name", "pk"))

    @extend_schema(operation_id="remind_readers", request=None, responses={204: None})
    def remind(self, request: Request, pk: int) -> Response:
        """Remind those who have not read an announcement of yours; at most once a day."""
        announcing.remind(self.viewer, self.must_read(pk))
        return self.done()

    @extend_schema(operation_id="remove_link_card", responses={204: None})
    def remove_link(self, request: Request, pk: int) -> Response:
        """Take away the card of the page that your post links to."""
        linking.remove_card(self.viewer, self.opening(pk))
        return self.done()

    @extend_schema(operation_id="show_link_image", responses={(200, "image/jpeg"): bytes})
    def link_image(self, request: Request, pk: int) -> HttpResponse:
        """Return the picture of a link card below a post that you may see."""
        content = links.image(self.viewer, pk)
        if content is None:
            raise Http404
        return HttpResponse(content, content_type="image/jpeg")


class Reactors(Endpoint):
    """Who reacted, as far as the viewer may see them."""

    def listed(self, rows: QuerySet[Reaction]) -> Response:
        """Answer with a page of reactions, newest first."""
        return self.paged(ReactorSerializer, rows, ("-pk",))

    @extend_schema(
        operation_id="list_reactions", parameters=[ReactorsQuery], responses=ReactorSerializer(many=True)
    )
    def of_thread(self, request: Request, pk: int) -> Response:
        """List who reacted to a thread's opening, and with what."""
        thread = self.find(Thread.objects.visible_to(self.viewer), pk=pk)
        return self.listed(read.reactors(self.viewer, thread, None, self.asked(ReactorsQuery)["kind"]))

    @extend_schema(
        operation_id="list_comment_reactions",
        parameters=[ReactorsQuery],
        responses=ReactorSerializer(many=True),
    )
    def of_comment(self, request: Request, pk: int) -> Response:
        """List who reacted to a comment, and with what."""
        comment = self.find(Comment.objects.visible_to(self.viewer).select_related("thread"), pk=pk)
        kind = self.asked(ReactorsQuery)["kind"]
        return self.listed(read.reactors(self.viewer, comment.thread, comment, kind))


class Praises(Endpoint):
    """Praise that somebody received."""

    def dressed(self, rows: list[Thread]) -> list[Thread]:
        return dress_threads(self.viewer, [thread.pk for thread in rows])

    @extend_schema(operation_id="list_praise", responses=ThreadSerializer(many=True))
    def received(self, request: Request, pk: int) -> Response:
        """List the praise for a person that you may see, newest first."""
        person = self.find(Person.objects.visible_to(self.viewer), pk=pk)
        rows = praises.received(self.viewer, person)
        return self.paged(ThreadSerializer, rows, ("-created_at", "-pk"))
