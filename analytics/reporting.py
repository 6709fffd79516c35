"""A diagnosis as lines of plain text."""

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
BAR = 40


def report(found: Body) -> str:
    """Return a diagnosis to read in a terminal."""
    return "\n".join(
        [*_head(found), *_measures(found), *_graph(found["graph"]), *_detectors(found), *_weekly(found)]
    )


def _head(found: Body) -> Iterator[str]:
    span = found["span"]
    yield f"As of {found['as_of']} · record {span['first']} to {span['last']}"
    yield f"{found['people']:,} people in {found['departments']:,} departments"


def _measures(found: Body) -> Iterator[str]:
    yield ""
    for key, row in found["measures"].items():
        value = _value(row["value"], row["unit"]) if row["value"] is not None else f"– ({row['reason']})"
        interval = ""
        if row["interval"]:
            low, high = (_value(bound, row["unit"]) for bound in row["interval"])
            interval = f"  95 % {low} … {high}"
        benchmark = f"  [{row['benchmark_note']}]" if row["benchmark_note"] else ""
        yield f"{key:<5} {row['name']:<34} {value:>9}{interval}  n = {_count(row['n'])}{benchmark}"


def _count(n: int | None) -> str:
    return "–" if n is None else f"{n:,}"


def _graph(graph: Body) -> Iterator[str]:
    yield ""
    yield (
        f"Network of 90 days: {graph['people']:,} people, {graph['directed_edges']:,} directed edges,"
        f" {graph['ties']:,} ties, {graph['two_way_ties']:,} two-way"
        f" ({_value(graph['two_way_share'], 'share')})"
    )
    for name, key in (("two-way ties", "two_way"), ("all ties", "all_ties")):
        seen = graph[key]
        if "reason" in seen:
            yield f"  E-I, {name}: {seen['reason']}"
            continue
        yield (
            f"  E-I, {name}: E {seen['external']:,}  I {seen['internal']:,}  EI {_number(seen['ei'])}"
            f"  expected {_number(seen['ei_expected'])}  excess {_number(seen['excess'])}"
            f"  (shuffled {_number(seen['permutation_mean'])} ± {_number(seen['permutation_sd'])},"
            f" z {_number(seen['z'], 1)})"
        )
    index = _value(graph["key_player_index"], "share")
    yield f"  modularity Q {_number(graph['modularity'])}  key player index {index}"


def _detectors(found: Body) -> Iterator[str]:
    titles = {"D1": "D1 enthusiasm and decline", "D2": "D2 only one department"}
    for key, state in found["detectors"].items():
        yield ""
        if "reason" in state:
            yield f"{titles[key]}: {state['reason']}"
            continue
        yield f"{titles[key]}: {state['level'].upper()}  (look of {state['on']})"
        yield f"  {state['sentence']}"
        fired = [
            f"{level} {state[f'first_{level}']}"
            for level in ("watch", "alert", "critical")
            if state[f"first_{level}"]
        ]
        if fired:
            yield f"  first fired: {', '.join(fired)}"
        yield from _evidence(key, state)
        yield from (f"  → {line}" for line in state["advice"])


def _evidence(key: str, state: Body) -> Iterator[str]:
    if key == "D2":
        yield (
            f"  G {_number(state['gini'])} (at least {_number(state['gini_low'])})"
            f"  B {_value(state['breadth'], 'share')}"
            f"  C {_number(state['concentration'])}  Theil {_number(state['theil'])}"
        )
        return
    yield (
        f"  launch {state['launch']}  peak {_value(state['peak'], 'share')} in {state['peak_week']}"
        f"  now {_value(state['current'], 'share')}  DD {_value(state['drawdown'], 'share')}"
        f" (≥ {_value(state['drawdown_low'], 'share')})"
        f"  slope {_number(state['slope'])}  p {_number(state['p'])}"
    )
    if "cohort_floor" in state:
        yield (
            f"  cohort floor {_value(state['cohort_floor'], 'share')}"
            f"  stalwarts {_value(state['stalwart_change'], 'share')} since the peak"
        )


def _weekly(found: Body) -> Iterator[str]:
    yield ""
    yield "Interactive share by week"
    shares = [row["share"] or 0 for row in found["weekly"]]
    top = max(shares, default=0) or 1
    for row, share in zip(found["weekly"], shares, strict=True):
        bar = "█" * round(BAR * share / top)
        told = "dropped (too short)" if row["share"] is None else f"{_value(share, 'share'):>7} {bar}"
        yield f"  {row['week']}  {told}"


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{100 * value:.2f} %" if unit == "share" else f"{value:.3f}"


def _number(value: float | None, digits: int = 4) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
