"""Moderation for programs: reporting, the queue, rulings and appeals, a community's rules, sanctions, the audit log."""

from django.urls import path

from moderation.api.cases import Appeals, Cases, Reports, Rulings
from moderation.api.log import Figures, Log
from moderation.api.rules import Rules, Sanctions, Words

_PLACE = "communities/<id:pk>/"
urlpatterns = [
    path("reports/", Reports.as_view({"post": "create"}), name="reports"),
    path("moderation/cases/", Cases.as_view({"get": "list"}), name="cases"),
    path("moderation/cases/<id:pk>/", Cases.as_view({"get": "show"}), name="case"),
    path(
        "moderation/cases/<id:pk>/claim/",
        Cases.as_view({"put": "claim", "delete": "unclaim"}),
        name="case_claim",
    ),
    path(
        "moderation/cases/<id:pk>/hiding/",
        Cases.as_view({"put": "hide", "delete": "unhide"}),
        name="case_hiding",
    ),
    path("moderation/cases/<id:pk>/ruling/", Cases.as_view({"put": "rule"}), name="case_ruling"),
    path("moderation/rulings/", Rulings.as_view({"get": "list"}), name="rulings"),
    path("moderation/rulings/<id:pk>/", Rulings.as_view({"get": "show"}), name="ruling"),
    path("moderation/rulings/<id:pk>/appeal/", Rulings.as_view({"put": "appeal"}), name="ruling_appeal"),
    path("moderation/appeals/<id:pk>/decision/", Appeals.as_view({"put": "decide"}), name="appeal_decision"),
    path("moderation/words/", Words.as_view({"get": "everywhere", "post": "add_everywhere"}), name="words"),
    path("moderation/words/<id:pk>/", Words.as_view({"delete": "remove"}), name="word"),
    path("moderation/sanctions/<id:pk>/", Sanctions.as_view({"delete": "lift"}), name="sanction"),
    path("moderation/log/", Log.as_view({"get": "list"}), name="audit_log"),
    path("moderation/figures/", Figures.as_view({"get": "show"}), name="moderation_figures"),
    path(
        f"{_PLACE}moderation/", Rules.as_view({"get": "show", "patch": "edit"}), name="community_moderation"
    ),
    path(f"{_PLACE}words/", Words.as_view({"get": "list", "post": "create"}), name="community_words"),
    path(
        f"{_PLACE}sanctions/",
        Sanctions.as_view({"get": "list", "post": "create"}),
        name="community_sanctions",
    ),
]
