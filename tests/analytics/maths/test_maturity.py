"""D4: the highest stage with all of its gates, stuck, and overclaimed."""

from analytics.maths.levels import Level
from analytics.maths.maturity import AXES, GATES, level, next_gates, overclaim, stage_of, stages_of_axes

FIRST = {gate.key for gate in GATES if gate.stage == 1}
SECOND = FIRST | {gate.key for gate in GATES if gate.stage == 2}
ALL = {gate.key for gate in GATES}


def test_a_stage_needs_all_its_gates_and_never_an_average() -> None:
    assert stage_of(set()) == 0
    assert stage_of(ALL - {"policy"}) == 0
    assert (stage_of(FIRST), stage_of(SECOND), stage_of(ALL)) == (1, 2, 4)
    assert stage_of(ALL - {"review"}) == 1


def test_every_axis_and_every_stage_has_gates() -> None:
    assert {gate.axis for gate in GATES} == set(AXES)
    assert {gate.stage for gate in GATES} == {1, 2, 3, 4}
    assert stages_of_axes(FIRST) == dict.fromkeys(AXES, 0) | {"strategy": 1, "governance": 1, "network": 1}
    assert stages_of_axes(ALL)["network"] == 3


def test_the_next_gates_are_the_plan() -> None:
    assert {gate.key for gate in next_gates(FIRST | {"leaders"})} == SECOND - FIRST - {"leaders"}
    assert next_gates(ALL) == []


def test_gates_of_figures() -> None:
    gates = {gate.key: gate for gate in GATES}
    assert gates["interactive_27"].is_passed(0.27)
    assert not gates["interactive_27"].is_passed(0.269)
    assert gates["decisions"].is_passed(30.0)
    assert not gates["decisions"].is_passed(30.1)
    assert not gates["decisions"].is_passed(None)
    assert not gates["breadth"].is_passed(float("nan"))


def test_overclaim_is_what_is_said_above_what_is_shown() -> None:
    assert overclaim({}, FIRST) == 0
    assert overclaim(dict.fromkeys(AXES, 2), FIRST) == 1
    assert overclaim(dict.fromkeys(AXES, 1), FIRST) == 0
    assert overclaim({**dict.fromkeys(AXES, 2), "network": 0}, FIRST) == 0


def test_stuck_and_overclaimed() -> None:
    said = dict.fromkeys(AXES, 3)
    assert level(FIRST, None, {}) == Level.CALM
    assert level(FIRST, set(), {}) == Level.CALM
    assert level(FIRST, FIRST, {}) == Level.WATCH
    assert level(FIRST, set(), said) == Level.WATCH
    assert level(FIRST, FIRST, said) == Level.ALERT
    assert level(set(), set(), said) == Level.CRITICAL
    assert level(ALL, ALL, {}) == Level.CALM
