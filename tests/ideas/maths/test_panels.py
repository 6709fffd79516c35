"""Panels: weighted scores, agreement as published, rounds that end."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths.agreement import Scale, alpha, intraclass
from ideas.maths.scorecards import (
    Mark,
    Round,
    centred,
    delphi_round,
    idea_scores,
    is_settled,
    needs_rationale,
)

JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_intraclass_correlations_of_shrout_and_fleiss() -> None:
    found = intraclass(JUDGES)
    assert (found.one_way, found.two_way_random, found.two_way_fixed) == pytest.approx(
        (0.17, 0.29, 0.71), abs=5e-3
    )
    assert (found.one_way_mean, found.two_way_random_mean, found.two_way_fixed_mean) == pytest.approx(
        (0.44, 0.62, 0.91), abs=5e-3
    )


def test_a_table_that_is_not_full_has_no_intraclass_correlation() -> None:
    tables: list[list[list[float]]] = [[[1, 2]], [[1], [2]], [[1, np.nan], [2, 3]]]
    for table in tables:
        with pytest.raises(ValueError, match="full table"):
            intraclass(table)
    assert math.isnan(intraclass([[3, 3], [3, 3]]).two_way_random)


@pytest.mark.parametrize(
    ("scale", "answer"),
    [(Scale.NOMINAL, 0.743), (Scale.ORDINAL, 0.815), (Scale.INTERVAL, 0.849), (Scale.RATIO, 0.797)],
)
def test_alpha_of_krippendorff(scale: Scale, answer: float) -> None:
    assert alpha(CODERS, scale) == pytest.approx(answer, abs=5e-4)


def test_alpha_of_full_agreement_and_of_nothing() -> None:
    assert alpha([[1, 2, 7], [1, 2, 7]]) == 1
    for nothing in ([[1, None], [None, 2]], [[3, 3], [3, 3]], [[None], [None]]):
        assert math.isnan(alpha(nothing))


@given(st.permutations(range(4)), st.permutations(range(12)))
def test_alpha_knows_no_order(coders: list[int], units: list[int]) -> None:
    mixed = [[CODERS[c][u] for u in units] for c in coders]
    for scale in Scale:
        assert alpha(mixed, scale) == pytest.approx(alpha(CODERS, scale))


def marks(values: dict[str, list[float]]) -> list[Mark]:
    return [Mark(who, f"i{n}", "value", x) for who, own in values.items() for n, x in enumerate(own)]


def test_a_score_weighs_criteria_not_evaluators() -> None:
    given_marks = [Mark("a", "i", "value", 6), Mark("b", "i", "value", 4), Mark("a", "i", "effort", 2)]
    assert idea_scores(given_marks, {"value": 3, "effort": 1}) == {"i": pytest.approx((3 * 5 + 2) / 4)}
    with pytest.raises(ValueError, match="'effort' has no weight"):
        idea_scores(given_marks, {"value": 1})
    with pytest.raises(ValueError, match="positive"):
        idea_scores(given_marks, {"value": 1, "effort": 0})


def test_a_strict_judge_is_moved_to_the_mean_of_all() -> None:
    strict, kind = [1.0, 2, 3, 2, 2], [5.0, 6, 7, 6, 6]
    moved = centred(marks({"strict": strict, "kind": kind}))
    assert [mark.value for mark in moved] == pytest.approx([3, 4, 5, 4, 4] * 2)
    few = marks({"strict": strict[:4], "kind": kind})
    assert centred(few) == few
    assert centred([]) == []


def test_rounds_end_when_the_panel_agrees_or_stays() -> None:
    wide, narrow = Round(5, 4, 2, 6), Round(5, 4, 3.5, 5)
    assert not is_settled([])
    assert not is_settled([wide])
    assert is_settled([narrow])
    assert not is_settled([wide, Round(5, 4.5, 2, 6)])
    assert is_settled([wide, Round(5, 4.4, 2, 6)])
    assert is_settled([wide, Round(5, 6, 2, 6), Round(5, 1, 1, 6)])


def test_a_round_shows_median_and_quartiles() -> None:
    found = delphi_round([1, 3, 4, 6, 7])
    assert (found.median, found.lower, found.upper, found.spread) == (4, 3, 6, 3)
    with pytest.raises(ValueError, match="Nobody"):
        delphi_round([])


def test_the_ends_of_the_scale_must_be_explained() -> None:
    assert [value for value in range(1, 8) if needs_rationale(value)] == [1, 2, 6, 7]
