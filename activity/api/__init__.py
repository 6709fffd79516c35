"""Conversation for programs: the stream, threads, comments, reactions."""

from django.urls import path

from activity.api.comments import Comments
from activity.api.drafts import Drafts, Undo
from activity.api.history import History, Suggestions
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
    path("drafts/", Drafts.as_view({"get": "list", "post": "create"}), name="drafts"),
    path(
        "drafts/<id:pk>/",
        Drafts.as_view({"get": "show", "put": "change", "delete": "discard"}),
        name="draft",
    ),
    path(
        "drafts/<id:pk>/schedule/",
        Drafts.as_view({"put": "schedule", "delete": "unschedule"}),
        name="draft_schedule",
    ),
    path("drafts/<id:pk>/publish/", Drafts.as_view({"post": "send"}), name="draft_publish"),
    path("threads/<id:pk>/undo/", Undo.as_view({"post": "post"}), name="undo_post"),
    path("comments/<id:pk>/undo/", Undo.as_view({"post": "comment"}), name="undo_comment"),
    path("threads/<id:pk>/revisions/", History.as_view({"get": "of_post"}), name="post_revisions"),
    path("comments/<id:pk>/revisions/", History.as_view({"get": "of_comment"}), name="comment_revisions"),
    path("threads/<id:pk>/removal/", History.as_view({"get": "removal_of_post"}), name="post_removal"),
    path(
        "comments/<id:pk>/removal/",
        History.as_view({"get": "removal_of_comment"}),
        name="comment_removal",
    ),
    path("typeahead/", Suggestions.as_view({"get": "typeahead"}), name="typeahead"),
    path("advice/", Suggestions.as_view({"post": "advice"}), name="advice"),
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
]
