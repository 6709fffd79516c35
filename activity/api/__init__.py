"""Conversation for programs: the stream, threads, comments, reactions."""

from django.urls import path

from activity.api.attention import Attention, Muted
from activity.api.comments import Comments
from activity.api.filters import CatchUps, Filters
from activity.api.streams import Streams
from activity.api.threads import Threads

_reaction = {"put": "react", "delete": "withdraw"}

urlpatterns = [
    path("stream/", Streams.as_view({"get": "home"}), name="stream"),
    path("communities/<id:pk>/threads/", Streams.as_view({"get": "community"}), name="community_threads"),
    path("people/<id:pk>/threads/", Streams.as_view({"get": "person"}), name="person_threads"),
    path("tags/<word:tag>/threads/", Streams.as_view({"get": "tagged"}), name="tagged_threads"),
    path("threads/", Threads.as_view({"post": "create"}), name="threads"),
    path(
        "threads/<id:pk>/",
        Threads.as_view({"get": "show", "patch": "edit", "delete": "remove"}),
        name="thread",
    ),
    path("threads/<id:pk>/reaction/", Threads.as_view(_reaction), name="thread_reaction"),
    path("threads/<id:pk>/comments/", Comments.as_view({"get": "list", "post": "create"}), name="comments"),
    path(
        "comments/<id:pk>/",
        Comments.as_view({"get": "show", "patch": "edit", "delete": "remove"}),
        name="comment",
    ),
    path(
        "comments/<id:pk>/solution/",
        Comments.as_view({"put": "accept", "delete": "unaccept"}),
        name="solution",
    ),
    path("comments/<id:pk>/reaction/", Comments.as_view(_reaction), name="comment_reaction"),
    path("stream/following/", Streams.as_view({"get": "following"}), name="following"),
    path("stream/unanswered/", Streams.as_view({"get": "unanswered"}), name="unanswered"),
    path("stream/missed/", CatchUps.as_view({"get": "show", "put": "catch_up"}), name="missed"),
    path("stream/settings/", Muted.as_view({"get": "reading", "patch": "choose"}), name="reading"),
    path("filters/", Filters.as_view({"get": "list", "post": "create"}), name="filters"),
    path(
        "filters/<id:pk>/",
        Filters.as_view({"get": "show", "patch": "edit", "delete": "remove"}),
        name="filter",
    ),
    path("filters/<id:pk>/threads/", Filters.as_view({"get": "threads"}), name="filtered"),
    path("bookmarks/", Attention.as_view({"get": "bookmarks"}), name="bookmarks"),
    path(
        "threads/<id:pk>/bookmark/",
        Attention.as_view({"put": "keep_thread", "delete": "drop_thread"}),
        name="thread_bookmark",
    ),
    path(
        "comments/<id:pk>/bookmark/",
        Attention.as_view({"put": "keep_comment", "delete": "drop_comment"}),
        name="comment_bookmark",
    ),
    path("threads/<id:pk>/watch/", Attention.as_view({"put": "watch"}), name="watch"),
    path("threads/<id:pk>/reading/", Attention.as_view({"put": "read", "delete": "unread"}), name="read"),
    path("threads/<id:pk>/why/", Attention.as_view({"get": "why"}), name="why"),
    path("muted/", Muted.as_view({"get": "list"}), name="muted"),
    path(
        "people/<id:pk>/mute/",
        Muted.as_view({"put": "mute_person", "delete": "unmute_person"}),
        name="mute_person",
    ),
    path(
        "tags/<word:tag>/mute/", Muted.as_view({"put": "mute_tag", "delete": "unmute_tag"}), name="mute_tag"
    ),
]
