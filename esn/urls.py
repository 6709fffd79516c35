"""The address map: every app under its own word, and the few pages that join them."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from communities import urls as community_urls
from esn.health import healthz, readyz
from esn.views import community, errors, home, ops, profile, search
from people import urls as people_urls
from people.views import theme

# These two pages join several apps, so they are built here, under the names the apps know them by.
person_patterns = [*people_urls.urlpatterns, path("<str:username>/", profile.show, name="profile")]
community_patterns = [
    path("", community.index, name="index"),
    *community_urls.urlpatterns,
    path("<slug:slug>/", community.show, name="show"),
    path("<slug:slug>/about/", community.about, name="about"),
    path("<slug:slug>/health/", community.well_being, name="health"),
]

ops_patterns = [
    path("outbox/", ops.outbox, name="outbox"),
    path("outbox/<id:pk>/", ops.mail, name="outbox_mail"),
    path("status/", ops.status, name="status"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.show, name="home"),
    path("search/", search.show, name="search"),
    path("search/counts/", search.counts, name="search_counts"),
    path("jump/", search.jump, name="jump"),
    path("insights/searches/", search.missed, name="missed_searches"),
    path("insights/searches.csv", search.export_missed, name="export_missed_searches"),
    path("people/theme/", theme.choose, name="theme"),
    path("", include("activity.urls")),
    path("people/", include((person_patterns, "people"))),
    path("communities/", include((community_patterns, "communities"))),
    path("ideas/", include("ideas.urls")),
    path("inbox/", include("inbox.urls")),
    path("", include("moderation.urls")),
    path("insights/", include("analytics.urls")),
    path("ops/", include((ops_patterns, "ops"))),
    path("style/", include(([path("", ops.style, name="style")], "esn"))),
    path("accounts/", include("allauth.urls")),
    # The library's jump from a type and a key to a page stumbles over keys that are no numbers; nothing here uses it.
    path("admin/r/<path:content_type_id>/<path:object_id>/", errors.no_such_page),
    path("admin/", admin.site.urls),
    path("api/v1/", include("esn.api.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

handler400 = "esn.views.errors.bad_request"
handler403 = "esn.views.errors.forbidden"
handler404 = "esn.views.errors.not_found"
handler500 = "esn.views.errors.server_error"

admin.site.site_header = settings.SITE_NAME
