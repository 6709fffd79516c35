"""Addresses of ideas."""

from django.urls import path

from ideas.views import challenges, ideas

app_name = "ideas"

urlpatterns = [
    path("", challenges.index, name="index"),
    path("challenges/new/", challenges.create, name="create"),
    path("challenges/<id:pk>/", challenges.show, name="challenge"),
    path("challenges/<id:pk>/edit/", challenges.edit, name="edit-challenge"),
    path("challenges/<id:pk>/submit/", ideas.submit, name="submit"),
    path("challenges/<id:pk>/<slug:slug>/", challenges.show, name="challenge"),
    path("thread/<id:pk>/", ideas.by_thread, name="thread"),
    path("<id:pk>/", ideas.show, name="idea"),
    path("<id:pk>/edit/", ideas.edit, name="edit"),
    path("<id:pk>/support/", ideas.support, name="support"),
    path("<id:pk>/decide/", ideas.decide, name="decide"),
    path("<id:pk>/<slug:slug>/", ideas.show, name="idea"),
]
