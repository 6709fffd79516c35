"""Addresses of activity."""

from django.urls import path

from activity.views import attention, choices, comments, filters, posts, reactions, saved, streams, threads

app_name = "activity"

urlpatterns = [
    path("publish/", posts.publish, name="publish"),
    path("preview/", posts.preview, name="preview"),
    path("audience/", posts.audience, name="audience"),
    path("seen/", attention.seen, name="seen"),
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
    # streams and what one pays attention to
    path("streams/following/", streams.following, name="following"),
    path("streams/unanswered/", streams.unanswered, name="unanswered"),
    path("streams/missed/", streams.missed, name="missed"),
    path("streams/order/", choices.order, name="order"),
    path("streams/filters/", filters.index, name="filters"),
    path("streams/filters/new/", filters.create, name="new_filter"),
    path("streams/filters/<id:pk>/", filters.show, name="filter"),
    path("streams/filters/<id:pk>/edit/", filters.edit, name="edit_filter"),
    path("streams/filters/<id:pk>/remove/", filters.remove, name="remove_filter"),
    path("saved/", saved.index, name="saved"),
    path("saved/<id:pk>/", saved.edit, name="edit_saved"),
    path("threads/<id:pk>/keep/", saved.toggle_thread, name="keep"),
    path("comments/<id:pk>/keep/", saved.toggle_comment, name="keep_comment"),
    path("threads/<id:pk>/watch/", attention.watch, name="watch"),
    path("threads/<id:pk>/unread/", attention.unread, name="unread"),
    path("comments/<id:pk>/unread/", attention.unread_from, name="unread_from"),
    path("threads/<id:pk>/read/", attention.read, name="read"),
    path("threads/<id:pk>/why/", attention.why, name="why"),
    path("people/<str:username>/mute/", attention.mute_person, name="mute_person"),
    path("tag/<word:name>/mute/", attention.mute_tag, name="mute_tag"),
    path("settings/reading/", choices.reading, name="reading"),
]
