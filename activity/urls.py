"""Addresses of activity."""

from django.urls import path

from activity.views import comments, posts, reactions, streams, threads

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
    path("threads/<id:pk>/reactions/", reactions.toggle, name="react"),
    path("comments/<id:pk>/edit/", comments.edit, name="edit_comment"),
    path("comments/<id:pk>/remove/", comments.remove, name="remove_comment"),
    path("comments/<id:pk>/accept/", comments.accept, name="accept"),
    path("tag/<word:name>/", streams.tag, name="tag"),
    path("people/<str:username>/threads/", streams.person, name="person"),
]
