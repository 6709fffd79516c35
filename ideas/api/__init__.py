"""The board for programs: challenges, ideas, drafts, support, ballots, decisions."""

from django.urls import path

from ideas.api.challenges import Challenges, Drafts
from ideas.api.delivering import Deliveries, Outcomes, Scorecards
from ideas.api.ideas import Ideas
from ideas.api.results import Results
from ideas.api.sponsoring import Desk, Panels, Stages
from ideas.api.voting import Ballots

_draft = {"get": "show", "patch": "edit", "delete": "discard"}
_ballot = {"get": "show", "put": "cast", "patch": "line", "delete": "withdraw"}

urlpatterns = [
    path("challenges/", Challenges.as_view({"get": "list", "post": "create"}), name="challenges"),
    path("idea-boxes/", Challenges.as_view({"post": "open_box"}), name="boxes"),
    path(
        "challenges/<id:pk>/closing/",
        Challenges.as_view({"put": "close_box", "delete": "reopen_box"}),
        name="box_closing",
    ),
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
    path("challenges/<id:pk>/decisions/", Desk.as_view({"post": "decide"}), name="decisions"),
    path("challenges/<id:pk>/ballot-rules/", Desk.as_view({"put": "ballots"}), name="ballot_rules"),
    path("challenges/<id:pk>/criteria/", Desk.as_view({"put": "criteria"}), name="criteria"),
    path("challenges/<id:pk>/questions/", Desk.as_view({"put": "questions"}), name="questions"),
    path("challenges/<id:pk>/panel/", Panels.as_view({"get": "show", "put": "put"}), name="panel"),
    path(
        "challenges/<id:pk>/panel/assignments/",
        Panels.as_view({"get": "assignments", "post": "assign"}),
        name="assignments",
    ),
    path("challenges/<id:pk>/panel/rounds/", Panels.as_view({"post": "next"}), name="panel_rounds"),
    path("challenges/<id:pk>/panel/end/", Panels.as_view({"put": "close"}), name="panel_end"),
    path("own-scorecards/", Scorecards.as_view({"get": "list"}), name="own_scorecards"),
    path(
        "own-scorecards/<id:pk>/", Scorecards.as_view({"get": "show", "put": "score"}), name="own_scorecard"
    ),
    path("own-scorecards/<id:pk>/conflict/", Scorecards.as_view({"put": "step_back"}), name="own_conflict"),
    path("ideas/<id:pk>/stage/", Stages.as_view({"put": "move"}), name="idea_stage"),
    path("ideas/<id:pk>/merge/", Stages.as_view({"put": "merge", "delete": "unmerge"}), name="idea_merge"),
    path("ideas/<id:pk>/reopening/", Stages.as_view({"put": "reopen"}), name="idea_reopening"),
    path("ideas/<id:pk>/delivery/", Deliveries.as_view({"get": "show", "put": "start"}), name="delivery"),
    path("ideas/<id:pk>/delivery/milestones/", Deliveries.as_view({"post": "add"}), name="milestones"),
    path("ideas/<id:pk>/delivery/built/", Deliveries.as_view({"put": "built"}), name="delivery_built"),
    path("ideas/<id:pk>/delivery/closed/", Deliveries.as_view({"put": "close"}), name="delivery_closed"),
    path(
        "milestones/<id:pk>/done/",
        Deliveries.as_view({"put": "finish", "delete": "unfinish"}),
        name="milestone_done",
    ),
    path("ideas/<id:pk>/outcomes/", Outcomes.as_view({"get": "list", "post": "record"}), name="outcomes"),
    path("outcomes/<id:pk>/readings/", Outcomes.as_view({"post": "read"}), name="readings"),
    path("outcomes/<id:pk>/verification/", Outcomes.as_view({"put": "verify"}), name="verification"),
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
