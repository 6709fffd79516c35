"""Addresses of analytics."""

from django.urls import path

from analytics.views import insights

app_name = "analytics"

urlpatterns = [
    path("", insights.overview, name="overview"),
    path("catalogue/", insights.catalogue, name="catalogue"),
    path("panels/<slug:slug>/", insights.panel, name="panel"),
    path("export.csv", insights.export, name="export"),
    path("warnings/<slug:key>/", insights.detector, name="detector"),
]
