"""The API's address map: every app brings its own routes; the description of them all is open."""

from django.urls import include, path

from esn.api.schema import Description

app_name = "api"

urlpatterns = [
    path("schema/", Description.as_view(), name="schema"),
    path("", include("people.api")),
    path("", include("communities.api")),
    path("", include("activity.api")),
    path("", include("ideas.api")),
    path("", include("inbox.api")),
    path("", include("moderation.api")),
    path("", include("analytics.api")),
    path("", include("esn.search.api")),
]
