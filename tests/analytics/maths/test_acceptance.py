"""The acceptance tables stand beside what a simulation finds, and a cell out of its margin is marked."""

import sys

import pytest

from analytics.maths.acceptance import SILOS, WITHERING, compared
from analytics.maths.simulation import ADOPTION, COMPANIES, PEOPLE, Fired, rates
from esn.bench import detectors


def test_every_cell_of_the_design_is_there() -> None:
    assert WITHERING.keys() == ADOPTION.keys()
    assert SILOS.keys() == rates(4).keys()
    assert {len(row) for row in WITHERING.values()} == {len(PEOPLE)}
    assert {len(row) for row in SILOS.values()} == {len(COMPANIES)}


@pytest.mark.parametrize(
    ("found", "stated", "is_within"),
    [
        (Fired(0.94, 0.91, 39), (float("nan"), 90, 37), True),
        (Fired(0.94, 0.91, 41), (float("nan"), 90, 37), False),
        (Fired(0.94, 0.70, 37), (float("nan"), 90, 37), False),
        (Fired(0.0, 0.0), (0, 0), True),
        (Fired(0.12, 0.0), (0, 0), False),
        (Fired(0.30, 0.15), (32, 16), True),
    ],
)
def test_a_cell_is_within_sampling_error_or_not(
    found: Fired, stated: tuple[float, ...], is_within: bool
) -> None:
    assert compared(found, stated, runs=200, stated_runs=200).is_within is is_within


@pytest.mark.slow
def test_the_bench_prints_both_tables(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "1", "--silo-runs", "1"])
    detectors.main()
    said = capsys.readouterr().out
    assert "D1, metrics.md 4.1: 1 years per cell, seed 1" in said
    assert "90 w37" in said
    assert "100/97" in said
