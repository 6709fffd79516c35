"""Addresses of moderation; the settings of a community stand below the community's own address."""

from django.urls import path

from moderation.views import cases, figures, log, queue, reports, rulings, settings

app_name = "moderation"

urlpatterns = [
    path("moderation/", queue.index, name="queue"),
    path("moderation/mine/", rulings.mine, name="mine"),
    path("moderation/report/", figures.show, name="figures"),
    path("moderation/report/<slug:kind>/<id:pk>/", reports.create, name="report"),
    path("moderation/cases/<id:pk>/", cases.show, name="case"),
    path("moderation/cases/<id:pk>/file/", cases.file, name="case_file"),
    path("moderation/cases/<id:pk>/claim/", cases.claim, name="claim"),
    path("moderation/cases/<id:pk>/unclaim/", cases.unclaim, name="unclaim"),
    path("moderation/cases/<id:pk>/hide/", cases.hide, name="hide"),
    path("moderation/cases/<id:pk>/unhide/", cases.unhide, name="unhide"),
    path("moderation/cases/<id:pk>/rule/", cases.rule, name="rule"),
    path("moderation/rulings/<id:pk>/", rulings.show, name="ruling"),
    path("moderation/rulings/<id:pk>/appeal/", rulings.appeal, name="make_appeal"),
    path("moderation/appeals/<id:pk>/", rulings.appealed, name="appeal"),
    path("moderation/appeals/<id:pk>/decide/", cases.decide, name="decide"),
    path("moderation/words/", settings.words, name="words"),
    path("moderation/words/<id:pk>/remove/", settings.remove_word, name="remove_word"),
    path("moderation/sanctions/<id:pk>/lift/", settings.lift, name="lift"),
    path("moderation/log/", log.index, name="log"),
    path("moderation/log.csv", log.export, name="log_csv"),
    path("communities/<slug:slug>/moderation/", settings.rules, name="settings"),
    path("communities/<slug:slug>/moderation/words/", settings.add_word, name="add_word"),
    path("communities/<slug:slug>/moderation/sanctions/", settings.sanction, name="sanction"),
]
