"""Conversation for programs: the stream, threads, comments, reactions."""

from django.urls import path

from activity.api.attention import Attention, Muted, Reasons
from activity.api.choices import Signs, Values
from activity.api.comments import Comments
from activity.api.drafts import Drafts, Undo
from activity.api.files import Files, Uploads
from activity.api.filters import CatchUps, Filters
from activity.api.health import CommunityHealth
from activity.api.history import History, Suggestions
from activity.api.kinds import Kinds, Praises, Reactors
from activity.api.streams import Streams
from activity.api.threads import Threads
from activity.api.travels import Promotions, Travels

_reaction = {"put": "react", "delete": "withdraw"}

urlpatterns = [
    path("stream/", Streams.as_view({"get": "home"}), name="stream"),
    path("communities/<id:pk>/threads/", Streams.as_view({"get": "community"}), name="community_threads"),
    path("communities/<id:pk>/health/", CommunityHealth.as_view({"get": "show"}), name="community_health"),
    path("people/<id:pk>/threads/", Streams.as_view({"get": "person"}), name="person_threads"),
    path("tags/<word:tag>/threads/", Streams.as_view({"get": "tagged"}), name="tagged_threads"),
    path("files/", Uploads.as_view({"post": "create"}), name="files"),
    path(
        "files/<id:pk>/",
        Files.as_view({"get": "show", "patch": "describe", "delete": "discard"}),
        name="file",
    ),
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
    path("threads/<id:pk>/reactions/", Reactors.as_view({"get": "of_thread"}), name="thread_reactions"),
    path("comments/<id:pk>/reactions/", Reactors.as_view({"get": "of_comment"}), name="comment_reactions"),
    path("threads/<id:pk>/poll/", Kinds.as_view({"get": "show_poll"}), name="poll"),
    path("threads/<id:pk>/poll/vote/", Kinds.as_view({"put": "vote", "delete": "withdraw"}), name="vote"),
    path("threads/<id:pk>/poll/end/", Kinds.as_view({"put": "close"}), name="poll_end"),
    path("threads/<id:pk>/acknowledgement/", Kinds.as_view({"put": "acknowledge"}), name="acknowledgement"),
    path("threads/<id:pk>/readers/", Kinds.as_view({"get": "readers"}), name="readers"),
    path("threads/<id:pk>/reminder/", Kinds.as_view({"post": "remind"}), name="reminder"),
    path("threads/<id:pk>/link/", Kinds.as_view({"delete": "remove_link"}), name="link"),
    path("link-images/<id:pk>/", Kinds.as_view({"get": "link_image"}), name="link_image"),
    path("people/<id:pk>/praise/", Praises.as_view({"get": "received"}), name="praise"),
    path("reaction-signs/", Signs.as_view({"get": "list", "post": "create"}), name="reaction_signs"),
    path("reaction-signs/<id:pk>/", Signs.as_view({"patch": "edit"}), name="reaction_sign"),
    path("company-values/", Values.as_view({"get": "list", "post": "create"}), name="company_values"),
    path("company-values/<id:pk>/", Values.as_view({"patch": "edit"}), name="company_value"),
    path(
        "threads/<id:pk>/shares/", Travels.as_view({"get": "shares", "post": "share"}), name="thread_shares"
    ),
    path("threads/<id:pk>/sharing/", Travels.as_view({"put": "allow"}), name="thread_sharing"),
    path("threads/<id:pk>/promotions/", Travels.as_view({"post": "promote"}), name="thread_promotions"),
    path("threads/<id:pk>/pin/", Travels.as_view({"put": "pin", "delete": "unpin"}), name="thread_pin"),
    path(
        "threads/<id:pk>/closure/",
        Travels.as_view({"put": "close", "delete": "reopen"}),
        name="thread_closure",
    ),
    path("threads/<id:pk>/community/", Travels.as_view({"put": "move"}), name="thread_community"),
    path("promotions/<id:pk>/", Promotions.as_view({"delete": "withdraw"}), name="promotion"),
    path("promotions/<id:pk>/decision/", Promotions.as_view({"put": "decide"}), name="promotion_decision"),
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
    path("threads/<id:pk>/why/", Reasons.as_view({"get": "why"}), name="why"),
    path("muted/", Muted.as_view({"get": "show"}), name="muted"),
    path(
        "people/<id:pk>/mute/",
        Muted.as_view({"put": "mute_person", "delete": "unmute_person"}),
        name="mute_person",
    ),
    path(
        "tags/<word:tag>/mute/", Muted.as_view({"put": "mute_tag", "delete": "unmute_tag"}), name="mute_tag"
    ),
]
