"""Addresses of analytics."""

from django.urls import path

from analytics.views import audience, insights, warnings

app_name = "analytics"

urlpatterns = [
    path("", insights.overview, name="overview"),
    path("catalogue/", insights.catalogue, name="catalogue"),
    path("panels/<slug:slug>/", insights.panel, name="panel"),
    path("export.csv", insights.export, name="export"),
    path("warnings/", warnings.overview, name="warnings"),
    path("warnings/<slug:key>/", warnings.detector, name="detector"),
    path("warnings/<slug:key>/thresholds/", warnings.thresholds, name="thresholds"),
    path("maturity/", warnings.maturity, name="maturity"),
    path("maturity/gates/<slug:key>/", warnings.gate, name="gate"),
    path("maturity/assessment/", warnings.assessment, name="assessment"),
    path("views/", audience.overview, name="views"),
    path("mine/", audience.mine, name="mine"),
]
