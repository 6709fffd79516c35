"""Two real networks with known answers (metrics.md 7)."""

import json
import time
from typing import Any

import pytest
from django.core.management import call_command

from tests.analytics.conftest import real

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def diagnose(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    capsys.readouterr()
    call_command("diagnose", "--json", *more)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_email_eu_core_gives_the_known_answers(capsys: pytest.CaptureFixture[str]) -> None:
    files = real("email-eu-core.txt"), real("email-eu-core-departments.txt")
    call_command("import_interactions", files[0], "--departments", str(files[1]), "--day", "2020-03-02")
    out = capsys.readouterr().out
    assert "24,929 interactions among 1,005 people in 42 departments" in out
    assert "642 × a message to oneself" in out
    found = diagnose(capsys)
    graph = found["graph"]
    assert (graph["directed_edges"], graph["ties"], graph["two_way_ties"]) == (24_929, 16_064, 8_865)
    assert found["measures"]["M-20"]["value"] == pytest.approx(0.5519, abs=5e-5)
    both = graph["two_way"]
    assert (both["external"], both["internal"]) == (5_613, 3_252)
    known = {"ei": 0.266328, "p_int": 0.046667, "ei_expected": 0.906666, "excess": -0.640338}
    assert {key: both[key] for key in known} == pytest.approx(known, abs=1.5e-6)
    assert both["permutation_mean"] == pytest.approx(0.907, abs=0.001)
    assert both["permutation_sd"] == pytest.approx(0.0069, abs=0.0005)
    assert graph["modularity"] == pytest.approx(0.318553, abs=1e-6)
    assert graph["all_ties"]["ei"] == pytest.approx(0.328561, abs=1e-6)


def test_college_msg_shows_the_rise_and_the_fall(capsys: pytest.CaptureFixture[str]) -> None:
    started = time.monotonic()
    call_command("import_interactions", real("college-msg.txt"))
    found = diagnose(capsys)
    assert time.monotonic() - started < 60
    assert (found["people"], found["as_of"]) == (1_899, "2004-10-26")
    d1 = found["detectors"]["D1"]
    assert d1["level"] in ("alert", "critical")
    assert d1["first_alert"] == "2004-07-25"
    assert d1["peak"] > 0.3
    assert d1["current"] < 0.05
    assert found["detectors"]["D2"]["reason"] == "not applicable: no departments"
    assert len(found["weekly"]) == 28
    assert diagnose(capsys, "--as-of", "2004-05-30")["detectors"]["D1"]["level"] == "calm"
