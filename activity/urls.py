"""Addresses of activity."""

from django.urls import path

from activity.views import (
    announcements,
    choices,
    comments,
    links,
    polls,
    posts,
    reactions,
    streams,
    threads,
)

app_name = "activity"

urlpatterns = [
    path("publish/", posts.publish, name="publish"),
    path("preview/", posts.preview, name="preview"),
    path("audience/", posts.audience, name="audience"),
    path("seen/", threads.seen, name="seen"),
    path("new/", streams.new, name="new"),
    path("t/<id:pk>/", threads.show, name="thread"),
    path("t/<id:pk>/<slug:slug>/", threads.show, name="thread"),
    path("threads/<id:pk>/edit/", threads.edit, name="edit"),
    path("threads/<id:pk>/remove/", threads.remove, name="remove"),
    path("threads/<id:pk>/comments/", comments.create, name="comment"),
    path("threads/<id:pk>/comments/since/", threads.comments_since, name="comments_since"),
    path("threads/<id:pk>/reactions/", reactions.index, name="react"),
    path("threads/<id:pk>/poll/", polls.show, name="poll"),
    path("threads/<id:pk>/poll/vote/", polls.vote, name="vote"),
    path("threads/<id:pk>/poll/close/", polls.close, name="close_poll"),
    path("threads/<id:pk>/acknowledge/", announcements.acknowledge, name="acknowledge"),
    path("threads/<id:pk>/readers/", announcements.readers, name="readers"),
    path("threads/<id:pk>/readers.csv", announcements.readers_csv, name="readers_csv"),
    path("threads/<id:pk>/remind/", announcements.remind, name="remind"),
    path("threads/<id:pk>/link/remove/", links.remove, name="remove_link"),
    path("link-images/<id:pk>/", links.image, name="link_image"),
    path("praise/people/", posts.praise_people, name="praise_people"),
    path("ops/reactions/", choices.signs, name="signs"),
    path("ops/reactions/<id:pk>/", choices.sign, name="sign"),
    path("ops/values/", choices.values, name="values"),
    path("ops/values/<id:pk>/", choices.value, name="value"),
    path("comments/<id:pk>/edit/", comments.edit, name="edit_comment"),
    path("comments/<id:pk>/remove/", comments.remove, name="remove_comment"),
    path("comments/<id:pk>/accept/", comments.accept, name="accept"),
    path("tag/<word:name>/", streams.tag, name="tag"),
    path("people/<str:username>/praise/", streams.praise, name="praise"),
    path("people/<str:username>/threads/", streams.person, name="person"),
]
