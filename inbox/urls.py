"""Addresses of the inbox."""

from django.urls import path

from inbox.views import bell, settings

app_name = "inbox"

urlpatterns = [
    path("", bell.index, name="index"),
    path("menu/", bell.menu, name="menu"),
    path("count/", bell.count, name="count"),
    path("read/", bell.read_all, name="read_all"),
    path("along/", bell.along, name="along"),
    path("settings/", settings.show, name="settings"),
    path("settings/communities/<id:pk>/", settings.level, name="level"),
    path("defaults/", settings.defaults, name="defaults"),
    path("<id:pk>/", bell.follow, name="open"),
    path("<id:pk>/read/", bell.read, name="read"),
    path("<id:pk>/unread/", bell.unread, name="unread"),
]
