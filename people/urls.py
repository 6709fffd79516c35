"""Addresses of people; a profile is joined with its posts by the site."""

from django.urls import path

from people.views import directory, profiles, welcome

app_name = "people"

urlpatterns = [
    path("", directory.index, name="directory"),
    path("me/edit/", profiles.edit, name="edit"),
    path("suggest/", directory.suggest, name="suggest"),
    path("units/", directory.unit, name="units"),
    path("units/<id:pk>/", directory.unit, name="unit"),
    path("welcome/<str:secret>/", welcome.enter, name="welcome"),
    path("<str:username>/follow/", profiles.follow, name="follow"),
]
