"""Addresses of communities; the page of one is joined with its stream by the site."""

from django.urls import path

from communities.views import communities, membership

app_name = "communities"

urlpatterns = [
    path("", communities.index, name="index"),
    path("new/", communities.create, name="create"),
    path("requests/<id:pk>/", membership.decide, name="decide"),
    path("<slug:slug>/edit/", communities.edit, name="edit"),
    path("<slug:slug>/join/", membership.join, name="join"),
    path("<slug:slug>/leave/", membership.leave, name="leave"),
    path("<slug:slug>/request/", membership.ask, name="request"),
    path("<slug:slug>/withdraw/", membership.withdraw, name="withdraw"),
    path("<slug:slug>/requests/", membership.requests, name="requests"),
    path("<slug:slug>/members/", membership.members, name="members"),
    path("<slug:slug>/members/add/", membership.add, name="add_member"),
    path("<slug:slug>/members/<str:username>/role/", membership.role, name="role"),
    path("<slug:slug>/members/<str:username>/remove/", membership.remove, name="remove_member"),
]
