"""Addresses of communities; the pages of one are joined with what is written in it by the site."""

from django.urls import path

from communities.views import communities, inviting, lives, members, membership, pictures

app_name = "communities"

urlpatterns = [
    path("new/", communities.create, name="create"),
    path("requests/<id:pk>/", membership.decide, name="decide"),
    path("invitation/<str:secret>/", inviting.open_link, name="invitation"),
    path("invitations/<id:pk>/withdraw/", inviting.withdraw, name="withdraw_invitation"),
    path("links/<id:pk>/revoke/", inviting.revoke, name="revoke_link"),
    path("suggestions/dismiss/", lives.dismiss, name="dismiss_suggestion"),
    path("<slug:slug>/edit/", communities.edit, name="edit"),
    path("<slug:slug>/cover/", pictures.cover, name="cover"),
    path("<slug:slug>/cover/edit/", pictures.edit_cover, name="edit_cover"),
    path("<slug:slug>/cover/remove/", pictures.remove_cover, name="remove_cover"),
    path("<slug:slug>/archive/", lives.archive, name="archive"),
    path("<slug:slug>/revive/", lives.revive, name="revive"),
    path("<slug:slug>/merge/", lives.merge, name="merge"),
    path("<slug:slug>/join/", membership.join, name="join"),
    path("<slug:slug>/leave/", membership.leave, name="leave"),
    path("<slug:slug>/welcome/", membership.welcome, name="welcome"),
    path("<slug:slug>/request/", membership.ask, name="request"),
    path("<slug:slug>/withdraw/", membership.withdraw, name="withdraw"),
    path("<slug:slug>/requests/", membership.requests, name="requests"),
    path("<slug:slug>/invitation/", inviting.answer, name="answer"),
    path("<slug:slug>/invitations/", inviting.ways, name="ways"),
    path("<slug:slug>/invitations/people/", inviting.invite, name="invite"),
    path("<slug:slug>/invitations/links/", inviting.link, name="link"),
    path("<slug:slug>/invitations/guests/", inviting.guest, name="guest"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members/add/", members.add, name="add_member"),
    path("<slug:slug>/members/bulk/", members.bulk, name="bulk"),
    path("<slug:slug>/members/export.csv", members.export, name="export"),
    path("<slug:slug>/members/import/", members.bring, name="import"),
    path("<slug:slug>/members/deeds/<id:pk>/", members.work, name="work"),
    path("<slug:slug>/members/deeds/<id:pk>/confirm/", members.confirm, name="confirm_import"),
    path("<slug:slug>/members/<str:username>/role/", members.role, name="role"),
    path("<slug:slug>/members/<str:username>/remove/", members.remove, name="remove_member"),
    path("<slug:slug>/members/<str:username>/until/", inviting.prolong, name="prolong"),
    path("<slug:slug>/members/<str:username>/link/", inviting.send_link, name="send_link"),
]
