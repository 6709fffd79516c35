"""Addresses of activity."""

from django.urls import path

from activity.views import (
    comments,
    drafts,
    editing,
    history,
    posts,
    reactions,
    sending,
    streams,
    suggestions,
    threads,
)

app_name = "activity"

urlpatterns = [
    path("publish/", posts.publish, name="publish"),
    path("preview/", posts.preview, name="preview"),
    path("audience/", posts.audience, name="audience"),
    path("typeahead/", suggestions.typeahead, name="typeahead"),
    path("advice/", suggestions.advice, name="advice"),
    path("emoji/", suggestions.emoji_list, name="emoji"),
    path("drafts/", drafts.index, name="drafts"),
    path("drafts/scheduled/", drafts.scheduled, name="scheduled"),
    path("drafts/save/", drafts.save, name="save_draft"),
    path("drafts/<id:pk>/discard/", drafts.discard, name="discard_draft"),
    path("drafts/<id:pk>/unschedule/", drafts.unschedule, name="unschedule"),
    path("drafts/<id:pk>/publish/", drafts.send, name="send_draft"),
    path("seen/", threads.seen, name="seen"),
    path("new/", streams.new, name="new"),
    path("t/<id:pk>/", threads.show, name="thread"),
    path("t/<id:pk>/<slug:slug>/", threads.show, name="thread"),
    path("threads/<id:pk>/edit/", editing.edit_post, name="edit"),
    path("threads/<id:pk>/history/", history.of_post, name="history"),
    path("threads/<id:pk>/undo/", sending.undo, name="undo"),
    path("threads/<id:pk>/remove/", threads.remove, name="remove"),
    path("threads/<id:pk>/comments/", comments.create, name="comment"),
    path("threads/<id:pk>/comments/since/", threads.comments_since, name="comments_since"),
    path("threads/<id:pk>/reactions/", reactions.toggle, name="react"),
    path("comments/<id:pk>/edit/", editing.edit_comment, name="edit_comment"),
    path("comments/<id:pk>/history/", history.of_comment, name="comment_history"),
    path("comments/<id:pk>/undo/", sending.undo_comment, name="undo_comment"),
    path("comments/<id:pk>/removal/", history.removal, name="comment_removal"),
    path("comments/<id:pk>/remove/", comments.remove, name="remove_comment"),
    path("comments/<id:pk>/accept/", comments.accept, name="accept"),
    path("tag/<word:name>/", streams.tag, name="tag"),
    path("people/<str:username>/threads/", streams.person, name="person"),
]
