"""The doors of early warning, maturity, and of who looked at figures."""

from tests.doors.audiences import ADMIN, EXECUTIVE, SIGNED_IN, Door

V1 = "/api/v1"
SAID = {"words": "Eve owns it since March."}

PAGES: dict[str, Door] = {
    "GET /insights/warnings/": Door(EXECUTIVE),
    "GET /insights/warnings/<slug:key>/thresholds/": Door(
        EXECUTIVE, path="/insights/warnings/D1/thresholds/"
    ),
    "POST /insights/warnings/<slug:key>/thresholds/": Door(
        EXECUTIVE, path="/insights/warnings/D1/thresholds/"
    ),
    "GET /insights/maturity/": Door(EXECUTIVE),
    "POST /insights/maturity/gates/<slug:key>/": Door(
        EXECUTIVE, path="/insights/maturity/gates/policy/", body=SAID
    ),
    "POST /insights/maturity/assessment/": Door(EXECUTIVE, body={"network": "2"}),
    "GET /insights/views/": Door(ADMIN),
    "GET /insights/mine/": Door(SIGNED_IN),
}

PROGRAMS: dict[str, Door] = {
    f"PUT {V1}/insights/detectors/<slug:key>/thresholds/": Door(
        ADMIN, path=f"{V1}/insights/detectors/D1/thresholds/", body={"values": {"watch_fall": 0.15}}
    ),
    f"PUT {V1}/insights/maturity/gates/<slug:key>/": Door(
        EXECUTIVE, path=f"{V1}/insights/maturity/gates/policy/", body=SAID
    ),
    f"DELETE {V1}/insights/maturity/gates/<slug:key>/": Door(
        EXECUTIVE, path=f"{V1}/insights/maturity/gates/policy/"
    ),
    f"PUT {V1}/insights/maturity/assessment/": Door(EXECUTIVE, body={"stages": {"network": 2}}),
}

TASKS: dict[str, str] = {"analytics.forget_views": "forgets raw views older than thirteen months"}
