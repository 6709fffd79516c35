"""Addresses of ideas."""

from django.urls import path

from ideas.views import challenges, ideas, results, submitting, talking, voting

app_name = "ideas"

urlpatterns = [
    path("", challenges.index, name="index"),
    path("mine/", voting.mine, name="mine"),
    path("built/", voting.built, name="built"),
    path("drafts/<id:pk>/", submitting.draft, name="draft"),
    path("drafts/<id:pk>/authors/", talking.draft_authors, name="draft-authors"),
    path("challenges/new/", challenges.create, name="create"),
    path("challenges/<id:pk>/", challenges.show, name="challenge"),
    path("challenges/<id:pk>/edit/", challenges.edit, name="edit-challenge"),
    path("challenges/<id:pk>/submit/", submitting.submit, name="submit"),
    path("challenges/<id:pk>/similar/", submitting.like, name="similar"),
    path("challenges/<id:pk>/vote/", voting.begin, name="begin-voting"),
    path("challenges/<id:pk>/vote/pairwise/answer/", voting.answer, name="answer"),
    path("challenges/<id:pk>/vote/<slug:kind>/", voting.show, name="vote"),
    path("challenges/<id:pk>/vote/<slug:kind>/cast/", voting.cast, name="cast"),
    path("challenges/<id:pk>/results/", results.show, name="results"),
    path("challenges/<id:pk>/results/piece/", results.piece, name="results-piece"),
    path("challenges/<id:pk>/results/count/", results.count, name="count"),
    path("challenges/<id:pk>/results/publish/", results.publish, name="publish"),
    path("challenges/<id:pk>/results/bundle.json", results.bundle, name="bundle"),
    path("challenges/<id:pk>/results/ideas.csv", results.table, name="export-table"),
    path("challenges/<id:pk>/results/ideas.json", results.values, name="export-values"),
    path("challenges/<id:pk>/<slug:slug>/", challenges.show, name="challenge"),
    path("thread/<id:pk>/", ideas.by_thread, name="thread"),
    path("<id:pk>/", ideas.show, name="idea"),
    path("<id:pk>/edit/", submitting.edit, name="edit"),
    path("<id:pk>/versions/", submitting.revisions, name="revisions"),
    path("<id:pk>/support/", ideas.support, name="support"),
    path("<id:pk>/support/piece/", ideas.support_piece, name="support-piece"),
    path("<id:pk>/card/", ideas.card, name="card"),
    path("<id:pk>/concern/", ideas.concern, name="concern"),
    path("<id:pk>/comment/", talking.remark, name="remark"),
    path("<id:pk>/authors/", talking.authors, name="authors"),
    path("<id:pk>/informed/", talking.informed, name="informed"),
    path("<id:pk>/decide/", ideas.decide, name="decide"),
    path("<id:pk>/appeal/", ideas.appeal, name="appeal"),
    path("<id:pk>/appeal/back/", ideas.back_appeal, name="back-appeal"),
    path("<id:pk>/object/", ideas.object_to_merge, name="object"),
    path("<id:pk>/<slug:slug>/", ideas.show, name="idea"),
]
