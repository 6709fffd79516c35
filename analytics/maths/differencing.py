"""Which answers, beside those given before, would tell of the few who came or left (disclosure rule 5).

Everybody is an edge between the group they were in and the one they are in; the world outside is one more node. Any sum
of answers of one day less any sum of the other is made by the edges between the groups that are in one of the two sums
and those that are not: the smallest cut of the graph is the smallest group that anybody can see by subtraction.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

COMPANY, REST, OUTSIDE = "company", "rest", "outside"
Counts = Mapping[str, int | None]
Moves = Mapping[tuple[str, str], int]
Node = tuple[str, str]
Graph = dict[Node, dict[Node, float]]
THEN, NOW = "then", "now"
_OUT: Node = ("", OUTSIDE)


@dataclass(frozen=True)
class Earlier:
    """A day of which answers were given: who moved since, what was counted then, and which groups were shown."""

    moves: Moves
    counts: Counts
    shown: frozenset[str] = field(default_factory=frozenset)


def moves_between(then: Mapping[int, str], now: Mapping[int, str]) -> dict[tuple[str, str], int]:
    """Count everybody by the group they were in and the one they are in."""
    moves: dict[tuple[str, str], int] = defaultdict(int)
    for person in then.keys() | now.keys():
        moves[then.get(person, OUTSIDE), now.get(person, OUTSIDE)] += 1
    return dict(moves)


def safe_to_show(
    groups: set[str], sizes: Mapping[str, int], *, counts: Counts, earlier: list[Earlier], k: int
) -> set[str]:
    """Return which of these groups (the company is one) may get a new value; the others keep their old one.

    Nobody's difference to anything shown earlier, alone or summed up, is then made by 1 to k - 1 people. A count that
    moved by more than the movers can explain was moved by those who stayed, and they hide the movers.
    """
    fresh = {unit for unit in groups if not any(_is_told(unit, counts, then, k) for then in earlier)}
    while fresh:
        breach = next((cut for then in earlier if (cut := _breach(fresh, counts, then, k))), None)
        if breach is None:
            break
        fresh.discard(_given_up(breach, fresh, sizes))
    return fresh


def _given_up(breach: set[str], fresh: set[str], sizes: Mapping[str, int]) -> str:
    def by_size(unit: str) -> tuple[int, str]:
        return sizes.get(unit, 0), unit

    units = breach & fresh
    # What is left of the company must tell of more people: the smallest group joins it.
    others = fresh - {COMPANY}
    return min(units or others, key=by_size, default=COMPANY)


def _breach(fresh: set[str], counts: Counts, then: Earlier, k: int) -> set[str] | None:
    """Return a union of groups whose difference tells of fewer than k people; None when there is none."""
    graph = _graph(fresh, then)
    _add_stayers(graph, counts, then, k)
    small, merged = _contracted(graph, k)
    for component in _components(small):
        weight, side = _smallest_cut(component)
        if 0 < weight < k:
            side = set(component) - side if _OUT in side else side
            return {unit for (_day, unit), name in merged.items() if name in side}
    return None


def _is_told(unit: str, counts: Counts, then: Earlier, k: int) -> bool:
    """Tell whether a group's new value less its earlier one would tell of fewer than k people."""
    if unit not in then.shown:
        return False

    def is_in(place: str) -> bool:
        return place != OUTSIDE if unit == COMPANY else place == unit

    changed = sum(many for (before, after), many in then.moves.items() if is_in(before) != is_in(after))
    return changed > 0 and max(changed, abs(_change({unit}, counts, then))) < k


def _change(units: set[str], counts: Counts, then: Earlier) -> float:
    """Return by how much the count of a union changed; nought where it is no count of people."""
    pairs = [(counts.get(unit), then.counts.get(unit)) for unit in units]
    return float(sum(now - was for now, was in pairs if now is not None and was is not None))


def _graph(fresh: set[str], then: Earlier) -> Graph:
    def place(day: str, unit: str, shown: Collection[str]) -> Node:
        if unit in shown:
            return day, unit
        return (day, REST) if COMPANY in shown and unit != OUTSIDE else _OUT

    graph: Graph = defaultdict(lambda: defaultdict(float))
    for (before, after), many in then.moves.items():
        _tie(graph, place(THEN, before, then.shown), place(NOW, after, fresh), many)
    return graph


def _tie(graph: Graph, a: Node, b: Node, many: float) -> None:
    if a != b:
        graph[a][b] += many
        graph[b][a] += many


def _add_stayers(graph: Graph, counts: Counts, then: Earlier, k: int) -> None:
    """Join each group to the outside by those of its stayers who must have changed."""
    both = [(node, (NOW, node[1])) for node in list(graph) if node[0] == THEN and (NOW, node[1]) in graph]
    units = {node[1] for node, _now in both} - {REST}
    for was, now in both:
        stayers = graph[was].get(now, 0.0)
        moved = sum(graph[was].values()) + sum(graph[now].values()) - 2 * stayers
        change = _change({now[1]}, counts, then)
        if now[1] == REST:
            # What is left is the same part of the company only where the same groups are shown.
            is_same = units == {name for day, name in graph if day and name != REST}
            change = _change({COMPANY}, counts, then) - _change(units, counts, then) if is_same else 0.0
        changed = min(abs(change) - moved, stayers)
        if moved and changed > 0 and stayers >= k:
            _tie(graph, now, _OUT, changed)


def _contracted(graph: Graph, k: int) -> tuple[Graph, dict[Node, Node]]:
    """Make one node of any two that k people and more tie, since no smaller cut parts them; return who is merged."""
    name = {node: node for node in graph}
    while True:
        merged: Graph = defaultdict(lambda: defaultdict(float))
        for node, others in graph.items():
            for other, many in others.items():
                if name[node] != name[other]:
                    merged[name[node]][name[other]] += many
        strong = next(
            ((a, b) for a, others in merged.items() for b, many in others.items() if many >= k), None
        )
        if strong is None:
            return merged, name
        kept, gone = strong if strong[1] != _OUT else (strong[1], strong[0])
        name = {node: kept if now == gone else now for node, now in name.items()}


def _components(graph: Graph) -> list[Graph]:
    left, found = set(graph), list[Graph]()
    while left:
        reached, ahead = set[Node](), [left.pop()]
        while ahead:
            node = ahead.pop()
            reached.add(node)
            ahead += [other for other in graph[node] if other not in reached]
        left -= reached
        found.append({node: dict(graph[node]) for node in reached})
    return found


def _smallest_cut(graph: Graph) -> tuple[float, set[Node]]:
    """Return the weight and one side of the smallest cut of a connected graph (Stoer & Wagner 1997)."""
    edges = {node: dict(others) for node, others in graph.items()}
    merged = {node: {node} for node in graph}
    best: tuple[float, set[Node]] = (float("inf"), set())
    while len(edges) > 1:
        order, weight = _by_adjacency(edges)
        last, before = order[-1], order[-2]
        best = min(best, (weight, merged[last]), key=_weight)
        merged[before] = merged[before] | merged.pop(last)
        for other, many in edges.pop(last).items():
            edges[other].pop(last)
            if other != before:
                edges[before][other] = edges[other][before] = edges[before].get(other, 0.0) + many
    return best


def _by_adjacency(edges: Graph) -> tuple[list[Node], float]:
    """Order the nodes by how strongly each is tied to those before it; return the order and the last one's tie."""
    ties = dict.fromkeys(sorted(edges), 0.0)
    order: list[Node] = []
    weight = 0.0
    while ties:
        node = max(ties, key=lambda one: ties[one])
        weight = ties.pop(node)
        order.append(node)
        for other, many in edges[node].items():
            if other in ties:
                ties[other] += many
    return order, weight


def _weight(cut: tuple[float, set[Node]]) -> float:
    return cut[0]
