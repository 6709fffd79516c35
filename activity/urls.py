"""Addresses of activity."""

from django.urls import path

from activity.views import comments, files, posts, reactions, sharing, standing, streams, threads

app_name = "activity"

urlpatterns = [
    path("publish/", posts.publish, name="publish"),
    path("preview/", posts.preview, name="preview"),
    path("audience/", posts.audience, name="audience"),
    path("seen/", threads.seen, name="seen"),
    path("new/", streams.new, name="new"),
    path("t/<id:pk>/", threads.show, name="thread"),
    path("t/<id:pk>/<slug:slug>/", threads.show, name="thread"),
    path("files/", files.upload, name="upload"),
    path("files/chips/", files.chips, name="file_chips"),
    path("files/<id:pk>/small/", files.small, name="file_small"),
    path("files/<id:pk>/describe/", files.describe, name="describe_file"),
    path("files/<id:pk>/discard/", files.discard, name="discard_file"),
    path("files/<id:pk>/<str:name>", files.show, name="file"),
    path("threads/<id:pk>/edit/", threads.edit, name="edit"),
    path("threads/<id:pk>/remove/", threads.remove, name="remove"),
    path("threads/<id:pk>/share/", sharing.share, name="share"),
    path("threads/<id:pk>/sharing/", sharing.allow, name="sharing"),
    path("threads/<id:pk>/promote/", sharing.promote, name="promote"),
    path("promotions/<id:pk>/", sharing.decide, name="promotion"),
    path("promotions/<id:pk>/withdraw/", sharing.withdraw, name="withdraw_promotion"),
    path("threads/<id:pk>/pin/", standing.pin, name="pin"),
    path("threads/<id:pk>/unpin/", standing.unpin, name="unpin"),
    path("threads/<id:pk>/close/", standing.close, name="close"),
    path("threads/<id:pk>/reopen/", standing.reopen, name="reopen"),
    path("threads/<id:pk>/move/", standing.move, name="move"),
    path("comments/<id:pk>/replies/", comments.replies, name="replies"),
    path("threads/<id:pk>/comments/", comments.create, name="comment"),
    path("threads/<id:pk>/comments/since/", threads.comments_since, name="comments_since"),
    path("threads/<id:pk>/reactions/", reactions.toggle, name="react"),
    path("comments/<id:pk>/edit/", comments.edit, name="edit_comment"),
    path("comments/<id:pk>/remove/", comments.remove, name="remove_comment"),
    path("comments/<id:pk>/accept/", comments.accept, name="accept"),
    path("tag/<word:name>/", streams.tag, name="tag"),
    path("people/<str:username>/threads/", streams.person, name="person"),
]
