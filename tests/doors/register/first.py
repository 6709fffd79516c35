"""The doors of the house as it first stood."""

from tests.doors.audiences import (
    ADMIN,
    AUTHOR,
    AUTHOR_OR_LEADER,
    EMPLOYEE,
    EXECUTIVE,
    KNOWER,
    LAUNCHER,
    LEADER,
    LEADER_HIDDEN,
    LEADER_OPEN,
    NOBODY,
    PUBLIC,
    READER,
    SIGNED_IN,
    STRANGER,
    Door,
)

V1 = "/api/v1"
LIKE = {"kind": "like"}
WORDS = {"body": "New words"}
IDEA = {"title": "Cranes", "problem": "Slow", "proposal": "Faster cranes"}
DECISION = {"outcome": "adopt", "reason_code": "worth_it", "reason_text": "It saves a day each week. " * 5}

CHALLENGE = {
    "title": "Next?",
    "problem": "Slow",
    "opens_at": "2030-01-01T00:00Z",
    "submissions_close_at": "2030-01-09T00:00Z",
    "voting_close_at": "2030-01-19T00:00Z",
    "decide_by": "2030-01-29T00:00Z",
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/schema/": Door(PUBLIC, "describes the routes and contains nothing of anybody"),
    # people
    f"GET {V1}/me/": Door(SIGNED_IN),
    f"PATCH {V1}/me/": Door(SIGNED_IN, body={"bio": "x"}),
    f"GET {V1}/people/": Door(SIGNED_IN),
    f"GET {V1}/people/<id:pk>/": Door(SIGNED_IN, on="bo"),
    f"PUT {V1}/people/<id:pk>/follow/": Door(SIGNED_IN, on="cy"),
    f"DELETE {V1}/people/<id:pk>/follow/": Door(SIGNED_IN, on="bo"),
    f"GET {V1}/org-units/": Door(SIGNED_IN),
    f"GET {V1}/org-units/<id:pk>/": Door(SIGNED_IN, on="department"),
    f"GET {V1}/sites/": Door(SIGNED_IN),
    f"GET {V1}/sites/<id:pk>/": Door(SIGNED_IN, on="site"),
    # communities
    f"GET {V1}/communities/": Door(SIGNED_IN),
    f"POST {V1}/communities/": Door(EMPLOYEE, body={"name": "New"}),
    f"GET {V1}/communities/<id:pk>/": Door(KNOWER, on="lab"),
    f"PATCH {V1}/communities/<id:pk>/": Door(LEADER, on="lab", body={"description": "x"}),
    f"PUT {V1}/communities/<id:pk>/membership/": Door(EMPLOYEE, on="garden"),
    f"DELETE {V1}/communities/<id:pk>/membership/": Door(EMPLOYEE, on="garden"),
    f"PUT {V1}/communities/<id:pk>/request/": Door(STRANGER, on="lab", body={"note": "x"}),
    f"DELETE {V1}/communities/<id:pk>/request/": Door(KNOWER, on="lab"),
    f"GET {V1}/communities/<id:pk>/members/": Door(READER, on="lab"),
    f"POST {V1}/communities/<id:pk>/members/": Door(LEADER, on="lab", body={"person": "@fay"}),
    f"GET {V1}/communities/<id:pk>/members/<id:person>/": Door(READER, on="lab"),
    f"PATCH {V1}/communities/<id:pk>/members/<id:person>/": Door(
        LEADER, on="lab", body={"role": "moderator"}
    ),
    f"DELETE {V1}/communities/<id:pk>/members/<id:person>/": Door(LEADER, on="lab"),
    f"GET {V1}/join-requests/": Door(SIGNED_IN),
    f"PUT {V1}/join-requests/<id:pk>/decision/": Door(LEADER, on="request", body={"accept": True}),
    # ideas
    f"GET {V1}/challenges/": Door(SIGNED_IN),
    f"POST {V1}/challenges/": Door(LEADER_OPEN, body={"community": "@hall", **CHALLENGE}),
    f"GET {V1}/challenges/<id:pk>/": Door(READER, on="challenge"),
    f"PATCH {V1}/challenges/<id:pk>/": Door(LEADER_HIDDEN, on="challenge", body={"title": "Cranes?"}),
    f"GET {V1}/challenges/<id:pk>/ideas/": Door(READER, on="challenge"),
    f"POST {V1}/challenges/<id:pk>/ideas/": Door(READER, on="challenge", body=IDEA),
    f"GET {V1}/ideas/<id:pk>/": Door(READER, on="idea"),
    f"PATCH {V1}/ideas/<id:pk>/": Door(AUTHOR, on="idea", body=IDEA),
    f"PUT {V1}/ideas/<id:pk>/support/": Door(READER, on="idea"),
    f"DELETE {V1}/ideas/<id:pk>/support/": Door(READER, on="idea"),
    f"PUT {V1}/ideas/<id:pk>/decision/": Door(LEADER_HIDDEN, on="idea", body=DECISION),
    # analytics
    f"GET {V1}/insights/": Door(EXECUTIVE),
    f"GET {V1}/insights/detectors/": Door(EXECUTIVE),
    f"GET {V1}/insights/measures/<str:key>/": Door(EXECUTIVE, path=f"{V1}/insights/measures/M-1/"),
    # activity
    f"GET {V1}/stream/": Door(SIGNED_IN),
    f"GET {V1}/communities/<id:pk>/threads/": Door(READER, on="lab"),
    f"GET {V1}/people/<id:pk>/threads/": Door(SIGNED_IN, on="bo"),
    f"GET {V1}/tags/<word:tag>/threads/": Door(SIGNED_IN),
    f"POST {V1}/threads/": Door(SIGNED_IN, body={"community": "@hall", "body": "Hello"}),
    f"GET {V1}/threads/<id:pk>/": Door(READER, on="thread"),
    f"PATCH {V1}/threads/<id:pk>/": Door(AUTHOR, on="thread", body=WORDS),
    f"DELETE {V1}/threads/<id:pk>/": Door(AUTHOR_OR_LEADER, on="thread"),
    f"PUT {V1}/threads/<id:pk>/reaction/": Door(READER, on="thread", body=LIKE),
    f"DELETE {V1}/threads/<id:pk>/reaction/": Door(READER, on="thread"),
    f"GET {V1}/threads/<id:pk>/comments/": Door(READER, on="thread"),
    f"POST {V1}/threads/<id:pk>/comments/": Door(READER, on="thread", body=WORDS),
    f"GET {V1}/comments/<id:pk>/": Door(READER, on="comment"),
    f"PATCH {V1}/comments/<id:pk>/": Door(AUTHOR, on="comment", body=WORDS),
    f"DELETE {V1}/comments/<id:pk>/": Door(AUTHOR_OR_LEADER, on="comment"),
    f"PUT {V1}/comments/<id:pk>/solution/": Door(AUTHOR, on="comment"),
    f"DELETE {V1}/comments/<id:pk>/solution/": Door(AUTHOR, on="comment"),
    f"PUT {V1}/comments/<id:pk>/reaction/": Door(READER, on="comment", body=LIKE),
    f"DELETE {V1}/comments/<id:pk>/reaction/": Door(READER, on="comment"),
}

PAGES: dict[str, Door] = {
    # the site
    "GET /": Door(SIGNED_IN),
    "GET /search/": Door(SIGNED_IN),
    "GET /jump/": Door(SIGNED_IN),
    "GET /style/": Door(ADMIN),
    "GET /ops/status/": Door(ADMIN),
    "GET /ops/outbox/": Door(ADMIN),
    "GET /ops/outbox/<id:pk>/": Door(ADMIN, on="mail"),
    "GET /healthz": Door(PUBLIC, "a probe asks whether the process lives; it tells nothing else"),
    "GET /readyz": Door(PUBLIC, "a probe asks whether the site can work; it tells nothing else"),
    # activity
    "GET /publish/": Door(SIGNED_IN),
    "POST /publish/": Door(SIGNED_IN, body={"community": "@hall", "kind": "update", **WORDS}),
    "POST /preview/": Door(SIGNED_IN, body=WORDS),
    "GET /audience/": Door(READER, body={"community": "@lab"}),
    "POST /seen/": Door(SIGNED_IN),
    "GET /new/": Door(SIGNED_IN),
    "GET /t/<id:pk>/": Door(READER, on="thread"),
    "GET /t/<id:pk>/<slug:slug>/": Door(READER, on="thread"),
    "GET /threads/<id:pk>/edit/": Door(AUTHOR, on="thread"),
    "POST /threads/<id:pk>/edit/": Door(AUTHOR, on="thread", body=WORDS),
    "GET /threads/<id:pk>/remove/": Door(AUTHOR_OR_LEADER, on="thread"),
    "POST /threads/<id:pk>/remove/": Door(AUTHOR_OR_LEADER, on="thread"),
    "POST /threads/<id:pk>/comments/": Door(READER, on="thread", body=WORDS),
    "GET /threads/<id:pk>/comments/since/": Door(READER, on="thread"),
    "POST /threads/<id:pk>/reactions/": Door(READER, on="thread", body=LIKE),
    "GET /comments/<id:pk>/edit/": Door(AUTHOR, on="comment"),
    "POST /comments/<id:pk>/edit/": Door(AUTHOR, on="comment", body=WORDS),
    "GET /comments/<id:pk>/remove/": Door(AUTHOR_OR_LEADER, on="comment"),
    "POST /comments/<id:pk>/remove/": Door(AUTHOR_OR_LEADER, on="comment"),
    "POST /comments/<id:pk>/accept/": Door(AUTHOR, on="comment"),
    "GET /tag/<word:name>/": Door(SIGNED_IN),
    "GET /people/<str:username>/threads/": Door(SIGNED_IN, on="bo"),
    # people
    "GET /people/": Door(SIGNED_IN),
    "GET /people/suggest/": Door(SIGNED_IN),
    "GET /people/units/": Door(SIGNED_IN),
    "GET /people/units/<id:pk>/": Door(SIGNED_IN, on="department"),
    "GET /people/me/edit/": Door(SIGNED_IN),
    "POST /people/me/edit/": Door(SIGNED_IN, body={"bio": "x"}),
    "GET /people/<str:username>/": Door(SIGNED_IN, on="bo"),
    "POST /people/<str:username>/follow/": Door(SIGNED_IN, on="cy"),
    "POST /people/theme/": Door(PUBLIC, "the sign-in page has a theme too", body={"theme": "dark"}),
    "GET /people/welcome/<str:secret>/": Door(
        PUBLIC, "the link itself is the right; it works once, for a day"
    ),
    "POST /people/welcome/<str:secret>/": Door(
        PUBLIC, "the link itself is the right; it works once, for a day"
    ),
    # communities
    "GET /communities/": Door(SIGNED_IN),
    "GET /communities/new/": Door(EMPLOYEE),
    "POST /communities/new/": Door(EMPLOYEE, body={"name": "New", "kind": "open", "reach": "company"}),
    "GET /communities/<slug:slug>/": Door(KNOWER, on="lab"),
    "GET /communities/<slug:slug>/edit/": Door(LEADER, on="lab"),
    "POST /communities/<slug:slug>/edit/": Door(
        LEADER, on="lab", body={"name": "L", "kind": "open", "reach": "team"}
    ),
    "POST /communities/<slug:slug>/join/": Door(EMPLOYEE, on="garden"),
    "POST /communities/<slug:slug>/leave/": Door(EMPLOYEE, on="garden"),
    "POST /communities/<slug:slug>/request/": Door(STRANGER, on="lab", body={"note": "x"}),
    "POST /communities/<slug:slug>/withdraw/": Door(KNOWER, on="lab"),
    "GET /communities/<slug:slug>/requests/": Door(LEADER, on="lab"),
    "POST /communities/requests/<id:pk>/": Door(LEADER, on="request", body={"decision": "accept"}),
    "GET /communities/<slug:slug>/members/": Door(READER, on="lab"),
    "POST /communities/<slug:slug>/members/add/": Door(LEADER, on="lab", body={"username": "fay"}),
    "POST /communities/<slug:slug>/members/<str:username>/role/": Door(
        LEADER, path="/communities/lab/members/bo/role/", body={"role": "moderator"}
    ),
    "POST /communities/<slug:slug>/members/<str:username>/remove/": Door(
        LEADER, path="/communities/lab/members/bo/remove/"
    ),
    # ideas
    "GET /ideas/": Door(SIGNED_IN),
    "GET /ideas/challenges/new/": Door(LAUNCHER),
    "POST /ideas/challenges/new/": Door(LAUNCHER),
    "GET /ideas/challenges/<id:pk>/": Door(READER, on="challenge"),
    "GET /ideas/challenges/<id:pk>/<slug:slug>/": Door(READER, on="challenge"),
    "GET /ideas/challenges/<id:pk>/edit/": Door(LEADER_HIDDEN, on="challenge"),
    "POST /ideas/challenges/<id:pk>/edit/": Door(LEADER_HIDDEN, on="challenge"),
    "GET /ideas/challenges/<id:pk>/submit/": Door(READER, on="challenge"),
    "POST /ideas/challenges/<id:pk>/submit/": Door(READER, on="challenge", body=IDEA),
    "GET /ideas/<id:pk>/": Door(READER, on="idea"),
    "GET /ideas/<id:pk>/<slug:slug>/": Door(READER, on="idea"),
    "GET /ideas/thread/<id:pk>/": Door(READER, on="idea_thread"),
    "GET /ideas/<id:pk>/edit/": Door(AUTHOR, on="idea"),
    "POST /ideas/<id:pk>/edit/": Door(AUTHOR, on="idea", body=IDEA),
    "POST /ideas/<id:pk>/support/": Door(READER, on="idea"),
    "GET /ideas/<id:pk>/decide/": Door(LEADER_HIDDEN, on="idea"),
    "POST /ideas/<id:pk>/decide/": Door(LEADER_HIDDEN, on="idea", body=DECISION),
    # analytics
    "GET /insights/": Door(EXECUTIVE),
    "GET /insights/catalogue/": Door(EXECUTIVE),
    "GET /insights/export.csv": Door(EXECUTIVE),
    "GET /insights/panels/<slug:slug>/": Door(EXECUTIVE, path="/insights/panels/relationships/"),
    "GET /insights/warnings/<slug:key>/": Door(EXECUTIVE, path="/insights/warnings/D1/"),
}

# Doors of libraries: the sign-in pages, and Django's administration, which is the administrator's alone.
LIBRARIES: dict[str, Door] = {
    "/accounts/login/": Door(PUBLIC, "the way in"),
    "/accounts/logout/": Door(PUBLIC, "the way out"),
    "/accounts/signup/": Door(PUBLIC, "says that accounts come from the directory"),
    "/accounts/inactive/": Door(PUBLIC, "says why a closed account cannot enter"),
    "/accounts/confirm-email/": Door(PUBLIC, "says that a mail was sent"),
    r"/accounts/^confirm-email/(?P<key>[-:\w]+)/$": Door(
        PUBLIC, "a link from a mail; the key is the right", path="/accounts/confirm-email/forged/"
    ),
    "/accounts/password/reset/": Door(PUBLIC, "a forgotten password"),
    "/accounts/password/reset/done/": Door(PUBLIC, "a forgotten password"),
    "/accounts/password/reset/key/done/": Door(PUBLIC, "a forgotten password"),
    "/accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Door(
        PUBLIC, "a forgotten password; the key is the right", path="/accounts/password/reset/key/1-forged/"
    ),
    "/accounts/login/code/confirm/": Door(SIGNED_IN),
    "/accounts/reauthenticate/": Door(SIGNED_IN),
    "/accounts/email/": Door(SIGNED_IN),
    "/accounts/password/change/": Door(SIGNED_IN),
    "/accounts/password/set/": Door(SIGNED_IN),
    "/admin/login/": Door(SIGNED_IN, "Django's own, behind ours"),
    "/admin/logout/": Door(SIGNED_IN),
    "/admin/autocomplete/": Door(NOBODY, "refuses whoever names no field to complete"),
    "/admin/r/<path:content_type_id>/<path:object_id>/": Door(ADMIN, path="/admin/r/987654/1/"),
    "/admin/*": Door(ADMIN),
}

TOPICS: dict[str, tuple[Door, str]] = {
    "me": (Door(SIGNED_IN), ""),
    "home": (Door(SIGNED_IN), ""),
    "community": (Door(READER, on="lab"), "{pk}"),
    "thread": (Door(READER, on="thread"), "{pk}"),
    "challenge": (Door(READER, on="challenge"), "{pk}"),
    "insights": (Door(EXECUTIVE), ""),
}

# Nobody reaches a task from outside; each takes numbers and words only, and looks again at what it finds.
TASKS: dict[str, str] = {
    "kit.deliver": "hands one event to its listeners",
    "kit.sweep": "hands over what was left behind",
    "kit.beat_heart": "notes that a worker lives",
    "kit.tidy": "forgets old answers and marks",
    "ideas.keep_calendar": "does what a date brings: publishes incubated ideas, reopens parked ones",
    "ideas.note_exposures": "counts how often ideas were shown where",
    "analytics.rollup": "counts the ledger",
    "analytics.snapshot": "releases the figures",
    "analytics.look": "lets the detectors look",
}

# A command is run by whoever holds the machine.
COMMANDS: dict[str, str] = {
    "admin_link": "prints a one-time link for the administrator",
    "count_election": "counts an election file",
    "create_token": "makes a token for somebody's program",
    "diagnose": "prints the measures and the detectors",
    "doctor": "tells what ails the installation",
    "import_interactions": "brings in the history of an earlier network",
    "prepare": "makes the installation ready",
    "reconcile": "compares kept counters with what they count",
    "rollup": "counts the ledger",
    "seed_demo": "fills an empty installation with the demo company",
    "seed_scale": "makes a large company",
    "serve": "runs the site",
    "unseed_demo": "takes the demo company out again",
    "verify_challenge": "recomputes what a signed bundle publishes",
}
