"""Read model of results: rankings side by side, who wins by which rule, groups of opinion; each figure with its words."""

from dataclasses import dataclass, field
from typing import Any

from ideas.formulas import HOW
from ideas.maths.agreement import ENOUGH_AGREEMENT
from ideas.models import Challenge, Idea, Result
from ideas.policies import may_count, may_publish, may_see_results
from people.models import Person

SHOWN = 100
SHARED_MOST = 10
Found = dict[str, Any]


@dataclass(frozen=True)
class Ranking:
    """One way to rank: its name, its formula in words, and what it gives each idea."""

    key: str
    label: str
    how: str
    values: dict[str, str]
    # The greater the better.
    merit: dict[str, float]

    @property
    def places(self) -> dict[str, int]:
        """The place of each idea; equal ones share it."""
        order = sorted(self.merit.values(), reverse=True)
        return {idea: order.index(value) + 1 for idea, value in self.merit.items()}


@dataclass
class Row:
    """An idea as all rankings see it."""

    idea: Idea
    cells: list[tuple[str, int | None]] = field(default_factory=list)
    wins: bool = False
    is_greedy: bool = False
    departments: list[list[Any]] = field(default_factory=list)


def published(result: Result) -> list[Found]:
    """Return the figures of a counted result as the bundle has them."""
    return list(result.body.get("published", []))


def figure(result: Result, name: str, **settings: str) -> Found | None:
    """Return one figure, by its name and what its settings say; nothing where it was not computed."""
    for row in published(result):
        if row["figure"] == name and settings.items() <= row["settings"].items():
            return dict(row["result"])
    return None


def rankings(result: Result) -> list[Ranking]:
    """Return every ranking that was computed."""
    found = [_appeal(result), _wilson(result), _pairwise(result), _panel(result), _schulze(result)]
    found += [_total(result, kind) for kind in ("approval", "points", "quadratic", "lemons")]
    found.append(_breadth(result))
    return [ranking for ranking in found if ranking is not None]


def _ranking(key: str, values: dict[str, str], merit: dict[str, float]) -> Ranking:
    label, how = HOW[key]
    return Ranking(key, str(label), str(how), values, merit)


def _appeal(result: Result) -> Ranking | None:
    """Leave it out where being early or late explains more than the formula may."""
    found, fair = figure(result, "appeal"), figure(result, "fairness")
    if found is None or (fair and not fair["may_be_published"]):
        return None
    return _plain("appeal", found["score"])


def _plain(key: str, score: dict[str, str]) -> Ranking:
    merit = {idea: float(value) for idea, value in score.items()}
    return _ranking(key, {idea: f"{value:.3f}" for idea, value in merit.items()}, merit)


def _wilson(result: Result) -> Ranking | None:
    found = figure(result, "wilson")
    if found is None:
        return None
    values = {idea: f"{float(low):.0%}–{float(high):.0%}" for idea, (low, high) in found.items()}
    return _ranking("wilson", values, {idea: float(pair[0]) for idea, pair in found.items()})


def _pairwise(result: Result) -> Ranking | None:
    found = figure(result, "pairwise")
    if found is None:
        return None
    merit = {idea: float(value) for idea, value in found["strength"].items()}
    values = {idea: f"{value:+.2f} ± {float(found['error'][idea]):.2f}" for idea, value in merit.items()}
    return _ranking("pairwise", values, merit)


def _panel(result: Result) -> Ranking | None:
    found = figure(result, "scorecards")
    if found is None:
        return None
    merit = {idea: float(value) for idea, value in found["score"].items()}
    return _ranking("scorecards", {idea: f"{value:.1f}" for idea, value in merit.items()}, merit)


def _schulze(result: Result) -> Ranking | None:
    found = figure(result, "ranking")
    if found is None:
        return None
    tiers = {idea: number for number, tier in enumerate(found["tiers"], 1) for idea in tier}
    return _ranking(
        "ranking", {i: str(n) for i, n in tiers.items()}, {i: float(-n) for i, n in tiers.items()}
    )


def _total(result: Result, kind: str) -> Ranking | None:
    found = figure(result, "totals", kind=kind)
    if found is None:
        return None
    sign = -1 if kind == "lemons" else 1
    totals = {row["id"]: found["totals"].get(row["id"], 0) for row in result.body["ideas"]}
    return _ranking(
        kind, {i: str(n) for i, n in totals.items()}, {i: float(sign * n) for i, n in totals.items()}
    )


def _breadth(result: Result) -> Ranking | None:
    found = figure(result, "breadth")
    if found is None:
        return None
    merit = {idea: float(value) for idea, value in found.items()}
    return _ranking("breadth", {idea: f"{value:.1f}" for idea, value in merit.items()}, merit)


def election(result: Result, titles: dict[str, Idea]) -> Found | None:
    """Return who gets the money by equal shares, and what greedy would have done."""
    fair, greedy = figure(result, "election", rule="mes"), figure(result, "election", rule="greedy")
    if fair is None or greedy is None:
        return None
    winners = [titles[key] for key in fair["winners"] if key in titles]
    only = {key: titles[key] for key in {*fair["winners"]} ^ {*greedy["winners"]} if key in titles}
    return {
        "winners": winners,
        "spending": int(fair["spending"]),
        "greedy_spending": int(greedy["spending"]),
        "represented": fair["represented"],
        "greedy_represented": greedy["represented"],
        "voters": fair["voters"],
        "increments": fair["increments"],
        "only_fair": [idea for key, idea in only.items() if key in fair["winners"]],
        "only_greedy": [idea for key, idea in only.items() if key in greedy["winners"]],
    }


@dataclass(frozen=True)
class Shared:
    """An idea as each group of opinion sees it, in percent."""

    idea: Idea
    shares: list[int]
    # Every group gives it more than it gives the average idea.
    is_bridge: bool


def opinions(result: Result, titles: dict[str, Idea]) -> Found | None:
    """Return the groups of opinion, and the ideas that all of them support most."""
    found = figure(result, "opinions")
    if found is None or not found["sizes"]:
        return None
    shares = {
        idea: [
            a / s if s else 0.0 for a, s in zip(found["agreed"][idea], found["answered"][idea], strict=True)
        ]
        for idea in found["consensus"]
    }
    means = [sum(own) / len(shares) for own in zip(*shares.values(), strict=True)]
    order = sorted(shares, key=lambda idea: (-float(found["consensus"][idea]), int(idea)))
    rows = [
        Shared(
            titles[idea],
            [round(share * 100) for share in shares[idea]],
            all(share > mean for share, mean in zip(shares[idea], means, strict=True)),
        )
        for idea in order
        if idea in titles
    ]
    return {"sizes": found["sizes"], "ideas": rows[:SHARED_MOST]}


def agreement(result: Result) -> list[tuple[str, str, bool]]:
    """Return Krippendorff's alpha of each criterion, and whether it is enough."""
    found = figure(result, "scorecards")
    alphas = found["alpha"] if found else {}
    return [
        (name, f"{float(alpha):.2f}", float(alpha) >= ENOUGH_AGREEMENT)
        for name, alpha in alphas.items()
        if alpha
    ]


def told(viewer: Person, challenge: Challenge, *, by: str = "") -> Found:
    """Return everything that the page of results shows the viewer."""
    result = Result.objects.filter(challenge=challenge).select_related("published_by").first()
    rights = {
        "may_count": may_count(viewer, challenge, result),
        "may_publish": may_publish(viewer, challenge, result),
    }
    if result is None or not result.is_counted or not may_see_results(viewer, challenge, result):
        return {"result": result, **rights}
    rows = Idea.objects.visible_to(viewer).filter(challenge=challenge, canonical=None).for_display()
    titles = {str(idea.pk): idea for idea in rows}
    ways = rankings(result)
    return {
        "result": result,
        "rankings": ways,
        "by": by if by in {way.key for way in ways} else (ways[0].key if ways else ""),
        "rows": _rows(result, ways, titles, by),
        "total": len(titles),
        "election": election(result, titles),
        "opinions": opinions(result, titles),
        "agreement": agreement(result),
        "fairness": figure(result, "fairness"),
        "withheld": [str(HOW[kind][0]) for kind in result.notes.get("withheld", [])],
        **_flags(challenge, viewer, result, titles),
        **rights,
    }


def _rows(result: Result, ways: list[Ranking], titles: dict[str, Idea], by: str) -> list[Row]:
    chosen = next((way for way in ways if way.key == by), ways[0] if ways else None)
    merit = chosen.merit if chosen else {}
    order = sorted(titles, key=lambda key: (-merit.get(key, float("-inf")), int(key)))[:SHOWN]
    places = [(way, way.places) for way in ways]
    fair, greedy = (figure(result, "election", rule=rule) or {} for rule in ("mes", "greedy"))
    departments = result.notes.get("departments", {})
    return [
        Row(
            titles[key],
            [(way.values.get(key, "–"), place.get(key)) for way, place in places],
            key in fair.get("winners", []),
            key in greedy.get("winners", []),
            departments.get(key, []),
        )
        for key in order
    ]


def _flags(challenge: Challenge, viewer: Person, result: Result, titles: dict[str, Idea]) -> Found:
    """Return what looks arranged, for who is in charge; others are not told."""
    if viewer.pk not in {challenge.sponsor_id, challenge.manager_id}:
        return {}
    flags = result.notes.get("flags", {})
    bursts = [
        {**row, "idea": titles[str(row["idea"])]}
        for row in flags.get("bursts", [])
        if str(row["idea"]) in titles
    ]
    return {"is_in_charge": True, "reciprocal": flags.get("reciprocal", []), "bursts": bursts}
