"""A signed bundle: whoever has the file recomputes every number, and a changed byte is seen."""

import copy
import json
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ideas.maths.bundles import (
    BundleError,
    draw_key,
    fingerprint,
    signed,
    signing_key,
    stripped,
    verified,
    with_figures,
    written,
)
from ideas.maths.canonical import canonical, differences, exactly, rounded
from ideas.maths.recounting import FIGURES

KEY = signing_key("a secret of this test")
WANTED: list[tuple[str, dict[str, Any]]] = [
    ("appeal", {"prior": ["1.5", "9.5"]}),
    ("appeal", {}),
    ("wilson", {}),
    ("breadth", {}),
    ("fairness", {}),
    ("order", {"challenge": 7, "viewer": 42}),
    ("election", {"step": "1/24"}),
    ("election", {"rule": "greedy"}),
    ("election", {"rule": "phragmen"}),
    ("totals", {"kind": "points"}),
    ("pairwise", {"alpha": "0.5"}),
    ("scorecards", {}),
    ("ranking", {}),
    ("opinions", {}),
]


def body() -> dict[str, Any]:
    """The running example as a challenge: ideas 1–7 stand for a–g."""
    ballots = ["12"] * 3 + ["13"] * 3 + ["14"] * 2 + ["236", "5", "6", "7"]
    return {
        "challenge": {"id": 7, "title": "Greener yards", "closes_at": "2026-03-01T12:00:00Z", "budget": "4"},
        "code": {"version": "0.1.0"},
        "keys": {"draw": "test-secret", "lot": "7|2026-03-01T12:00:00Z"},
        "ideas": [{"id": str(n), "cost": "1", "born_at": 1_700_000_000 + n} for n in range(1, 8)],
        "inputs": {
            "supports": {"1": 10, "2": 3},
            "propensities": ["1", "0.5"],
            "exposures": {"1": {"0": 80, "1": 40}, "2": {"0": 10}},
            "answers": {"1": [81, 263], "2": [0, 20]},
            "units": {"1": [4, 4, 4, 4], "2": [97, 1, 1, 1]},
            "approval": stripped({"lines": dict.fromkeys(ballot, 1)} for ballot in ballots),
            "points": stripped([{"lines": {"1": 3, "2": 1}}, {"lines": {"1": 2}}]),
            "comparisons": [
                *[{"left": "1", "right": "2", "answer": answer} for answer in ["left"] * 3 + ["right"]],
                {"left": "3", "right": "4", "answer": "cant_decide"},
                {"left": "3", "right": "4", "answer": "skip"},
            ],
            "criteria": {"value": "2", "effort": "1"},
            "scores": [
                {"evaluator": "e1", "idea": "1", "criterion": "value", "value": 6},
                {"evaluator": "e2", "idea": "1", "criterion": "value", "value": 4},
                {"evaluator": "e1", "idea": "2", "criterion": "value", "value": 2},
                {"evaluator": "e2", "idea": "2", "criterion": "value", "value": 3},
            ],
            "ranking": stripped([{"order": [["1"], ["2", "3"]]}, {"order": ["1", "2"]}]),
            "opinions": stripped(
                {"lines": {f"s{n}": side * (1 if n % 2 else -1) for n in range(8)} | {"s8": 1}}
                for side in [1] * 6 + [-1] * 7
            ),
        },
    }


def bundle() -> dict[str, Any]:
    made: Any = signed(with_figures(body(), WANTED), KEY)
    return copy.deepcopy(made)


def results(made: dict[str, Any]) -> list[Any]:
    return [entry["result"] for entry in made["body"]["published"]]


def test_a_bundle_holds_the_known_answers() -> None:
    found = results(bundle())
    assert (found[0]["score"]["1"], found[0]["cautious"]["1"]) == ("0.105023", "0.059774")
    assert [float(bound) for bound in found[2]["1"]] == pytest.approx([0.2553, 0.3662], abs=5e-5)
    assert found[3] == {"1": "4.000000", "2": "1.062473"}
    assert found[6]["winners"] == ["1", "3", "2", "4"]
    assert (found[6]["spending"], found[6]["share"], found[6]["overspent_at"]) == ("4", "17/24", 10)
    assert found[9] == {"ballots": 2, "totals": {"1": 5, "2": 1}}
    assert (found[10]["strength"]["1"], found[10]["score"]["3"]) == ("0.474443", "50.000000")
    assert found[11]["score"] == {"1": "5.000000", "2": "2.500000"}
    assert found[12]["tiers"][0] == ["1"]
    assert found[13]["sizes"] == [7, 6]
    assert max(found[13]["consensus"], key=found[13]["consensus"].get) == "s8"


def test_every_figure_is_published_by_this_test() -> None:
    assert {name for name, _settings in WANTED} == set(FIGURES)


def test_a_bundle_is_verified() -> None:
    verdict = verified(written(bundle()))
    assert verdict.is_sound
    assert len(verdict.agreeing) == len(WANTED)
    assert verdict.fingerprint == fingerprint(KEY.public_key().public_bytes_raw())


def test_a_changed_ballot_is_seen_twice() -> None:
    made = bundle()
    made["body"]["inputs"]["points"][0]["lines"]["1"] += 1
    verdict = verified(written(made))
    assert not verdict.is_signature_valid
    assert verdict.differences == ("totals (10) totals.1: the file says 5, recomputed is 6",)


def test_a_wrong_number_is_seen_even_when_it_was_signed() -> None:
    published = with_figures(body(), WANTED)
    entry: Any = published["published"]
    entry[6]["result"]["winners"][3] = "5"
    verdict = verified(written(signed(published, KEY)))
    assert (verdict.is_signature_valid, verdict.is_sound) == (True, False)
    assert verdict.differences == ('election (7) winners[3]: the file says "5", recomputed is "4"',)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"figure": "astrology"}, "is not known to this version"),
        ({"settings": {"rule": "dice"}}, "cannot be recomputed: ValueError"),
        ({"settings": {"kind": "stars"}}, "cannot be recomputed: KeyError"),
    ],
)
def test_what_cannot_be_recomputed_is_told(change: dict[str, Any], message: str) -> None:
    name = "totals" if "kind" in change.get("settings", {}) else "election"
    made = bundle()
    made["body"]["published"] = [{"figure": name, "settings": {}, "result": {}} | change]
    assert message in verified(written(made)).differences[0]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no JSON"),
        (b"[]", "no bundle of the format"),
        (b'{"format": "esn-challenge-bundle/9"}', "no bundle of the format"),
        (b'{"format": "esn-challenge-bundle/1", "body": {}}', "no signature"),
        (b'{"format": "esn-challenge-bundle/1", "body": {}, "signature": {}}', "unknown kind"),
        (
            b'{"format":"esn-challenge-bundle/1","body":{},"signature":{"algorithm":"ed25519","key":"?","value":""}}',
            "key of the signature cannot be read",
        ),
        (
            b'{"format":"esn-challenge-bundle/1","body":{},"signature":{"algorithm":"ed25519","key":"","value":""}}',
            "does not say what was published",
        ),
    ],
)
def test_what_is_no_bundle_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(BundleError, match=message):
        verified(raw)


def test_ballots_lose_their_owner() -> None:
    ballots = [{"lines": {"1": n}} for n in range(50)]
    first, again = stripped(ballots), stripped(ballots)
    assert {b["ballot"] for b in first}.isdisjoint({b["ballot"] for b in again})
    assert [b["lines"] for b in first] != [b["lines"] for b in ballots]
    assert sorted(json.dumps(b["lines"]) for b in first) == sorted(json.dumps(b["lines"]) for b in ballots)


def test_one_value_has_one_form() -> None:
    assert canonical({"b": [1, True, None], "a": "ä"}) == '{"a":"ä","b":[1,true,null]}'.encode()
    for wrong in (1.5, {1: "a"}, {"a": [0.1]}):
        with pytest.raises(TypeError):
            canonical(wrong)  # type: ignore[arg-type]
    assert (rounded(1 / 3), rounded(float("nan")), rounded(-0.0)) == ("0.333333", None, "0.000000")


def test_a_last_place_may_round_otherwise_and_no_more() -> None:
    assert differences({"a": "0.333333"}, {"a": "0.333334"}) == []
    assert differences({"a": "0.333333"}, {"a": "0.333335"}) != []
    assert differences({"a": 1, "b": [1, 2]}, {"b": [1], "c": 2}) == [
        "a: not recomputed",
        "b: the file says [1, 2], recomputed is [1]",
        "c: missing in the file",
    ]
    assert differences(1, True) != []


def test_keys_of_challenges_tell_nothing_of_each_other() -> None:
    assert len({draw_key("s", 1), draw_key("s", 2), draw_key("t", 1)}) == 3
    assert signing_key("a").private_bytes_raw() != signing_key("b").private_bytes_raw()


def verify(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("verify_challenge", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_needs_no_database(tmp_path: Path) -> None:
    """This test has none: any query would fail."""
    path = tmp_path / "challenge.json"
    path.write_bytes(written(bundle()))
    told = verify(path)
    assert "Challenge 7: Greener yards" in told
    assert told.count("  same ") == len(WANTED)
    mine = fingerprint(KEY.public_key().public_bytes_raw())
    assert json.loads(verify(path, "--json", "--fingerprint", mine))["is_signature_valid"] is True
    with pytest.raises(CommandError, match="signed by somebody else"):
        verify(path, "--fingerprint", "0000")


def test_the_command_fails_where_the_bundle_does(tmp_path: Path) -> None:
    made, path = bundle(), tmp_path / "challenge.json"
    made["body"]["inputs"]["points"][0]["lines"]["1"] += 1
    path.write_bytes(written(made))
    with pytest.raises(CommandError, match="the signature is wrong, 1 differences"):
        verify(path)
    path.write_bytes(b"{}")
    with pytest.raises(CommandError, match="no bundle of the format"):
        verify(path)
    with pytest.raises(CommandError, match="No such file"):
        verify(tmp_path / "none.json")


def test_exact_amounts_stay_exact() -> None:
    assert (exactly(Fraction(1, 8)), exactly(Fraction(4))) == ("1/8", "4")
