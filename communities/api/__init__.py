"""Communities for programs: finding, founding, joining, asking, inviting, members and roles."""

from django.urls import path

from communities.api.inviting import Guests, InvitationLinks, Invitations, OpenLinks, OwnInvitations
from communities.api.members import JoinRequests, Members, MemberWorks
from communities.api.pictures import Covers
from communities.api.places import Communities, Suggestions
from communities.api.shapes import CommunityRefSerializer

__all__ = ["CommunityRefSerializer"]

_PLACE = "communities/<id:pk>/"
urlpatterns = [
    path("communities/", Communities.as_view({"get": "list", "post": "create"}), name="communities"),
    path(_PLACE, Communities.as_view({"get": "show", "patch": "edit"}), name="community"),
    path(f"{_PLACE}membership/", Communities.as_view({"put": "join", "delete": "leave"}), name="membership"),
    path(f"{_PLACE}request/", Communities.as_view({"put": "ask", "delete": "withdraw"}), name="request"),
    path(f"{_PLACE}welcome/", Communities.as_view({"delete": "dismiss"}), name="welcome"),
    path(f"{_PLACE}archive/", Communities.as_view({"put": "archive", "delete": "revive"}), name="archive"),
    path(f"{_PLACE}cover/", Covers.as_view({"put": "set_cover", "delete": "remove_cover"}), name="cover"),
    path(f"{_PLACE}merge/", Communities.as_view({"get": "weigh", "put": "merge"}), name="merge"),
    path(f"{_PLACE}members/", Members.as_view({"get": "list", "post": "create"}), name="members"),
    path(
        f"{_PLACE}members/<id:person>/",
        Members.as_view({"get": "show", "patch": "edit", "delete": "remove"}),
        name="member",
    ),
    path(f"{_PLACE}member-work/", MemberWorks.as_view({"post": "create"}), name="member_works"),
    path(f"{_PLACE}member-lists/", MemberWorks.as_view({"post": "read"}), name="member_lists"),
    path(f"{_PLACE}member-work/<id:work>/", MemberWorks.as_view({"get": "show"}), name="member_work"),
    path(
        f"{_PLACE}member-work/<id:work>/confirmation/",
        MemberWorks.as_view({"put": "confirm"}),
        name="member_work_confirmation",
    ),
    path(
        f"{_PLACE}invitations/",
        Invitations.as_view({"get": "list", "post": "create"}),
        name="community_invitations",
    ),
    path(f"{_PLACE}invitation/", Invitations.as_view({"put": "answer"}), name="own_invitation"),
    path(
        f"{_PLACE}invitation-links/",
        InvitationLinks.as_view({"get": "list", "post": "create"}),
        name="invitation_links",
    ),
    path(f"{_PLACE}guests/", Guests.as_view({"post": "create"}), name="guests"),
    path(f"{_PLACE}guests/<id:person>/", Guests.as_view({"patch": "prolong"}), name="guest"),
    path(f"{_PLACE}guests/<id:person>/link/", Guests.as_view({"post": "send"}), name="guest_link"),
    path("invitations/", OwnInvitations.as_view({"get": "list"}), name="own_invitations"),
    path("invitations/<id:pk>/", Invitations.as_view({"delete": "withdraw"}), name="invitation"),
    path("invitation-links/<id:pk>/", InvitationLinks.as_view({"delete": "revoke"}), name="invitation_link"),
    path("invitation-links/<str:secret>/use/", OpenLinks.as_view({"put": "use"}), name="use_link"),
    path("suggestions/<word:name>/", Suggestions.as_view({"delete": "dismiss"}), name="suggestion"),
    path("join-requests/", JoinRequests.as_view({"get": "list"}), name="join_requests"),
    path("join-requests/<id:pk>/decision/", JoinRequests.as_view({"put": "decide"}), name="decision"),
]
