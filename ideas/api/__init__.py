"""The board for programs: challenges, ideas, drafts, support, ballots, decisions."""

from django.urls import path

from ideas.api.challenges import Challenges, Drafts
from ideas.api.ideas import Ideas
from ideas.api.results import Results
from ideas.api.voting import Ballots

_draft = {"get": "show", "patch": "edit", "delete": "discard"}
_ballot = {"get": "show", "put": "cast", "patch": "line", "delete": "withdraw"}

urlpatterns = [
    path("challenges/", Challenges.as_view({"get": "list", "post": "create"}), name="challenges"),
    path("challenges/<id:pk>/", Challenges.as_view({"get": "show", "patch": "edit"}), name="challenge"),
    path("challenges/<id:pk>/ideas/", Challenges.as_view({"get": "ideas", "post": "submit"}), name="ideas"),
    path("challenges/<id:pk>/board/", Challenges.as_view({"get": "columns"}), name="board"),
    path("challenges/<id:pk>/similar/", Challenges.as_view({"post": "similar"}), name="similar_ideas"),
    path(
        "challenges/<id:pk>/results/",
        Results.as_view({"get": "show", "post": "count"}),
        name="results",
    ),
    path("challenges/<id:pk>/results/publication/", Results.as_view({"put": "publish"}), name="publication"),
    path("challenges/<id:pk>/results/bundle/", Results.as_view({"get": "bundle"}), name="bundle"),
    path("challenges/<id:pk>/export/", Results.as_view({"get": "export"}), name="export_challenge"),
    path("challenges/<id:pk>/drafts/", Drafts.as_view({"post": "create"}), name="new_idea_draft"),
    path("challenges/<id:pk>/pairs/", Ballots.as_view({"post": "pair"}), name="pairs"),
    path("challenges/<id:pk>/ballots/<slug:kind>/", Ballots.as_view(_ballot), name="ballot"),
    path("built-ideas/", Ideas.as_view({"get": "built"}), name="built_ideas"),
    path("own-ballots/", Ballots.as_view({"get": "list"}), name="own_ballots"),
    path("pairs/<id:pk>/", Ballots.as_view({"put": "decide"}), name="pair"),
    path("idea-drafts/", Drafts.as_view({"get": "list"}), name="idea_drafts"),
    path("idea-drafts/<id:pk>/", Drafts.as_view(_draft), name="idea_draft"),
    path(
        "idea-drafts/<id:pk>/submission/",
        Drafts.as_view({"put": "submit", "delete": "withdraw"}),
        name="idea_draft_submission",
    ),
    path("idea-drafts/<id:pk>/authors/", Drafts.as_view({"post": "share"}), name="idea_draft_authors"),
    path(
        "idea-drafts/<id:pk>/authors/<id:person>/",
        Drafts.as_view({"delete": "unshare"}),
        name="idea_draft_author",
    ),
    path("ideas/<id:pk>/", Ideas.as_view({"get": "show", "patch": "edit"}), name="idea"),
    path("ideas/<id:pk>/versions/", Ideas.as_view({"get": "versions"}), name="idea_versions"),
    path("ideas/<id:pk>/support/", Ideas.as_view({"put": "support", "delete": "withdraw"}), name="support"),
    path("ideas/<id:pk>/concerns/", Ideas.as_view({"get": "concerns"}), name="concerns"),
    path("ideas/<id:pk>/concern/", Ideas.as_view({"put": "fear", "delete": "unfear"}), name="concern"),
    path("ideas/<id:pk>/authors/", Ideas.as_view({"get": "authors", "post": "ask"}), name="idea_authors"),
    path("ideas/<id:pk>/authors/<id:person>/", Ideas.as_view({"delete": "unname"}), name="idea_author"),
    path("ideas/<id:pk>/authorship/", Ideas.as_view({"put": "agree"}), name="authorship"),
    path("ideas/<id:pk>/comments/", Ideas.as_view({"post": "remark"}), name="idea_comments"),
    path("ideas/<id:pk>/information/", Ideas.as_view({"put": "inform"}), name="idea_information"),
    path("ideas/<id:pk>/decision/", Ideas.as_view({"put": "decide"}), name="idea_decision"),
    path("ideas/<id:pk>/appeal/", Ideas.as_view({"put": "appeal"}), name="appeal"),
    path("ideas/<id:pk>/appeal/backing/", Ideas.as_view({"put": "back"}), name="appeal_backing"),
    path("ideas/<id:pk>/objection/", Ideas.as_view({"put": "object"}), name="objection"),
]
