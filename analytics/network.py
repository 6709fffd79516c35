"""The network of a quarter: who is tied to whom among the headcount, and what follows from it."""

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from analytics.maths import clusters, exchange, graph, network
from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.maths.novelty import FirstTies, first_two_way_days
from analytics.maths.openness import CompanyOpenness, ei_index
from analytics.maths.openness import openness as compare
from analytics.record import Record
from analytics.verbs import WEIGHTS, Edge

TIE_DAYS, NEW_DAYS = 90, 28


def seeded(name: str) -> np.random.Generator:
    """Return the generator of a figure: the same question always gets the same answer."""
    return np.random.default_rng(zlib.crc32(name.encode()))


@dataclass
class Network:
    """Ties among everybody who was in the headcount on any day of the 90 days up to `as_of`."""

    record: Record
    as_of: date

    @property
    def first(self) -> date:
        return self.as_of - timedelta(days=TIE_DAYS - 1)

    @cached_property
    def members(self) -> IntArray:
        """The rows of the directory that are this network's people."""
        return np.flatnonzero(self.record.directory.counted(self.first, self.as_of))

    @cached_property
    def here(self) -> BoolArray:
        """Which of them are not deactivated."""
        return self.record.directory.still_here(self.as_of)[self.members]

    @cached_property
    def numbers(self) -> list[int]:
        """The primary keys of the departments, by their number in this network."""
        department = self.record.directory.department_on(self.as_of)[self.members]
        return sorted({int(pk) for pk in department[self.here] if pk >= 0})

    @cached_property
    def departments(self) -> IntArray:
        """Each member's department number; -1 for nobody's, and for whoever has left."""
        department = self.record.directory.department_on(self.as_of)[self.members]
        known = np.array(self.numbers, np.int64)
        if not len(known):
            return np.full(len(department), -1, np.int64)
        place = np.minimum(np.searchsorted(known, department), len(known) - 1)
        return np.where((known[place] == department) & self.here, place, -1)

    @cached_property
    def ties(self) -> network.Ties:
        edges = self.record.edges.between(self.first, self.as_of)
        place = np.full(len(self.record.directory.pk), -1, np.int64)
        place[self.members] = np.arange(len(self.members))
        source, target = place[edges["source_id"]], place[edges["target_id"]]
        kept = (source >= 0) & (target >= 0)
        edges = edges.where(kept)
        weight = sum(WEIGHTS[edge] * edges[edge.value] for edge in Edge)
        return network.ties_from_edges(
            source[kept],
            target[kept],
            people=len(self.members),
            weight=np.asarray(weight, float),
            is_reaction=(edges["replies"] + edges["mentions"]) == 0,
        )

    @cached_property
    def two_way(self) -> BoolArray:
        """Which ties are two-way, with nobody gone from either end."""
        both: BoolArray = self.ties.two_way & self.here[self.ties.low] & self.here[self.ties.high]
        return both

    @cached_property
    def openness(self) -> CompanyOpenness | None:
        """E-I on two-way ties; None without departments."""
        return self._openness(two_way=True)

    def index(self) -> float:
        """Return E-I on two-way ties alone, without the expectation and the shuffles beside it."""
        ties, department = self.ties, self.departments
        low, high = ties.pairs(two_way=True)
        a, b = department[low], department[high]
        placed = (a >= 0) & (b >= 0)
        external = int((a != b)[placed].sum())
        return float(ei_index(external, int(placed.sum()) - external))

    @cached_property
    def openness_of_all(self) -> CompanyOpenness | None:
        """E-I on all ties."""
        return self._openness(two_way=False)

    @cached_property
    def levels(self) -> IntArray:
        """Each member's level on the day."""
        return self.record.directory.level_on(self.as_of)[self.members]

    @cached_property
    def spans_levels(self) -> BoolArray:
        """Which ties join people of different levels."""
        across: BoolArray = self.levels[self.ties.low] != self.levels[self.ties.high]
        return across

    @cached_property
    def is_new(self) -> BoolArray:
        """Which ties became two-way for the first time ever within 28 days, and cross departments."""
        first, ties = _first_ties(self.record), self.ties
        rows, people = self.members, len(self.record.directory.pk)
        fresh = (first.day > self.as_of.toordinal() - NEW_DAYS) & (first.day <= self.as_of.toordinal())
        born = first.low[fresh] * people + first.high[fresh]
        crossing = self.departments[ties.low] != self.departments[ties.high]
        placed = (self.departments[ties.low] >= 0) & (self.departments[ties.high] >= 0)
        found: BoolArray = np.isin(rows[ties.low] * people + rows[ties.high], born) & crossing & placed
        return found & self.two_way

    @cached_property
    def intervals(self) -> network.NetworkIntervals:
        return network.network_intervals(
            self.ties,
            self.departments,
            rng=seeded("network"),
            marked=self.spans_levels,
            new=self.is_new,
        )

    @cached_property
    def betweenness(self) -> FloatArray:
        """On how many shortest paths over all ties each member lies, estimated from 500 starts."""
        return graph.betweenness(graph.adjacency(self.ties), rng=seeded("betweenness"))

    @cached_property
    def circles(self) -> IntArray:
        """The circle of two-way ties in which each member moves."""
        return clusters.louvain(graph.adjacency(self.ties, two_way=True), rng=seeded("circles"))

    @cached_property
    def matrix(self) -> exchange.DepartmentMatrix | None:
        return (
            exchange.department_matrix(self.ties, self.departments, count=len(self.numbers))
            if self.numbers
            else None
        )

    def modularity(self) -> float:
        """Return Q over departments, on two-way ties."""
        return exchange.modularity(self.ties, self.departments)

    def _openness(self, *, two_way: bool) -> CompanyOpenness | None:
        if len(self.numbers) < 1:
            return None
        return compare(self.ties, self.departments, rng=seeded("openness"), two_way=two_way)


def network_of(record: Record, as_of: date) -> Network:
    """Return the network of a day, made once per record."""
    kept = record.kept.setdefault(("network", as_of), None) or Network(record, as_of)
    record.kept["network", as_of] = kept
    return kept


def _first_ties(record: Record) -> FirstTies:
    """Return when every pair first was two-way, by rows of the directory, found once per record."""
    kept: FirstTies | None = record.kept.get(("first ties", record.until))
    if kept is None:
        edges = record.edges
        mere = (edges["replies"] + edges["mentions"]) == 0
        kept = first_two_way_days(edges["source_id"], edges["target_id"], edges["day"], mere, window=TIE_DAYS)
        record.kept["first ties", record.until] = kept
    return kept
