"""The stream and its parts for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity import feed
from activity.api.shapes import HomeQuery, StreamQuery, StreamSerializer, dress_threads
from communities.models import Community
from esn.api.endpoint import Endpoint
from esn.kit import pages
from people.models import Person, StreamOrder


class Streams(Endpoint):
    """The stream and its parts, newest first."""

    def answer(self, stream: feed.Stream) -> Response:
        """Answer with a page of a stream, cut off at `since`."""
        since = self.asked(StreamQuery)["since"]
        moments = {thread.pk: (thread.created_at, thread.pk) for thread in stream.threads}
        more = stream.next
        if since:
            moment, number = pages.decode(since, 2)
            border = (pages.parse_moment(moment), number if isinstance(number, int) else 0)
            fresh = [pk for pk, key in moments.items() if key > border]
            more = more if len(fresh) == len(moments) else ""
        else:
            fresh = list(moments)
        content = {
            "next": self.request.build_absolute_uri(f"{self.request.path}?{self._query(more)}")
            if more
            else None,
            "newest": (stream.newest if fresh else since) or "",
            "results": dress_threads(self.viewer, fresh),
        }
        return self.shown(StreamSerializer, content)

    def _query(self, cursor: str) -> str:
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return query.urlencode()

    @property
    def cursor(self) -> str:
        """Where the page begins."""
        return str(self.asked(StreamQuery)["cursor"])

    @extend_schema(operation_id="list_stream", parameters=[HomeQuery], responses=StreamSerializer)
    def home(self, request: Request) -> Response:
        """List the threads of your communities and of the people you follow; `order` ranks the newest of them."""
        asked = self.asked(HomeQuery)
        # What began since a moment is asked for by date.
        order = StreamOrder.NEWEST if asked["since"] else asked["order"]
        return self.answer(feed.front(self.viewer, self.cursor, order=order))

    @extend_schema(operation_id="list_following", parameters=[StreamQuery], responses=StreamSerializer)
    def following(self, request: Request) -> Response:
        """List what the people you follow began, wherever you may read it."""
        return self.answer(feed.following(self.viewer, self.cursor))

    @extend_schema(operation_id="list_unanswered", parameters=[StreamQuery], responses=StreamSerializer)
    def unanswered(self, request: Request) -> Response:
        """List the questions of your communities that nobody has answered."""
        return self.answer(feed.unanswered(self.viewer, self.cursor))

    @extend_schema(
        operation_id="list_community_threads", parameters=[StreamQuery], responses=StreamSerializer
    )
    def community(self, request: Request, pk: int) -> Response:
        """List the threads of a community that you may read."""
        place = self.find(Community.objects.readable_by(self.viewer), pk=pk)
        return self.answer(feed.community(self.viewer, place, self.cursor))

    @extend_schema(operation_id="list_person_threads", parameters=[StreamQuery], responses=StreamSerializer)
    def person(self, request: Request, pk: int) -> Response:
        """List what a person started, as far as you may see it."""
        starter = self.find(Person.objects.visible_to(self.viewer), pk=pk)
        return self.answer(feed.person(self.viewer, starter, self.cursor))

    @extend_schema(operation_id="list_tagged_threads", parameters=[StreamQuery], responses=StreamSerializer)
    def tagged(self, request: Request, tag: str) -> Response:
        """List the threads with a tag, as far as you may see them."""
        return self.answer(feed.tagged(self.viewer, tag.casefold(), self.cursor))
