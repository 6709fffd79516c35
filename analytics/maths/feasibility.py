"""What a table gives away of its hidden cells: the bounds that its published sums leave them (Fischetti & Salazar 2001).

A rank test alone is not enough: counts are no less than nought, and a sum of nought gives away all of its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag

from analytics.maths.arrays import FloatArray
from analytics.maths.intervals import Interval

# Solvers end within a millionth; a count is a whole number.
SLACK = 1e-6


@dataclass(frozen=True)
class Table:
    """Counts with the sums that tie them: each row of `sums` adds up, by its coefficients, to nought.

    Totals are cells like any other, with coefficient -1. `most` bounds each cell by what everybody knows, such as the
    size of its group. Rows of `orders` are at most nought: whoever took part was active.
    """

    counts: FloatArray
    sums: FloatArray
    most: FloatArray
    orders: FloatArray | None = None

    def interval(self, cell: int, hidden: Sequence[int]) -> Interval:
        """Return between which values a hidden cell must lie, given every cell that is published."""
        return self.intervals(hidden, [cell])[cell]

    def intervals(self, hidden: Sequence[int], asked: Sequence[int] | None = None) -> dict[int, Interval]:
        """Return the same for several hidden cells (all when left out), in one programme of many blocks.

        A cell that nothing bounds reaches to a bound far above the table's sum.
        """
        free = np.array(sorted(hidden), np.int64)
        asked = [int(cell) for cell in free] if asked is None else list(asked)
        known = self.counts.copy()
        known[free] = 0.0
        aims = np.concatenate([sign * (free == cell).astype(float) for cell in asked for sign in (1.0, -1.0)])
        blocks, most = 2 * len(asked), np.minimum(self.most, 10.0 * (self.counts.sum() + 100.0))[free]
        below = {}
        if self.orders is not None:
            below = {
                "A_ub": block_diag([self.orders[:, free]] * blocks, format="csr"),
                "b_ub": np.tile(SLACK - self.orders @ known, blocks),
            }
        found = linprog(
            aims,
            A_eq=block_diag([self.sums[:, free]] * blocks, format="csr"),
            b_eq=np.tile(-self.sums @ known, blocks),
            bounds=np.column_stack([np.zeros(len(free) * blocks), np.tile(most, blocks)]),
            **below,
        )
        place = {int(cell): at for at, cell in enumerate(free)}
        ends = found.x.reshape(blocks, len(free))
        return {
            cell: Interval(
                round(float(ends[2 * row, place[cell]]), 6), round(float(ends[2 * row + 1, place[cell]]), 6)
            )
            for row, cell in enumerate(asked)
        }


def two_way(cells: Sequence[Sequence[float]]) -> Table:
    """Return a table of rows and columns with both margins and the grand total; cells are numbered row by row.

    Behind the inner cells come the totals of rows, of columns, and the grand total.
    """
    inner = np.asarray(cells, float)
    rows, columns = inner.shape
    size = rows * columns
    counts = np.concatenate([inner.ravel(), inner.sum(axis=1), inner.sum(axis=0), [inner.sum()]])
    sums = np.zeros((rows + columns + 2, len(counts)))
    for row in range(rows):
        sums[row, row * columns : (row + 1) * columns] = 1.0
        sums[row, size + row] = -1.0
    for column in range(columns):
        sums[rows + column, column:size:columns] = 1.0
        sums[rows + column, size + rows + column] = -1.0
    sums[-2, size : size + rows] = sums[-1, size + rows : -1] = 1.0
    sums[-2:, -1] = -1.0
    return Table(counts, sums, np.full(len(counts), np.inf))


def suppressed(table: Table, primary: Sequence[int], *, wider_than: float) -> list[int]:
    """Return which cells must be hidden so that the interval of each is wider than that; the cheapest are added.

    A cell costs its count. For each narrow cell the cheapest flow is sought that moves it far enough while all sums hold;
    the cells that the flow passes are hidden too. With every cell hidden nothing is bounded, so that it ends.
    """
    hidden, wide = set(primary), set[int]()
    while left := sorted(hidden - wide, key=lambda one: (table.counts[one], one)):
        # Hiding more only widens what is wide already: each cell is looked at once, the smallest first.
        for cell, seen in table.intervals(list(hidden), left).items():
            if seen.width <= wider_than + SLACK:
                hidden |= _cheapest_way(table, cell, hidden, seen.low + wider_than + 1.0 - table.counts[cell])
            wide.add(cell)
    return sorted(hidden)


def _cheapest_way(table: Table, cell: int, hidden: set[int], up: float) -> set[int]:
    """Return the cells of the cheapest flow that raises a hidden cell by `up` (Cox 1980; linear relaxation)."""
    size = len(table.counts)
    cost = np.maximum(table.counts, 0.01)
    cost[sorted(hidden)] = 0.0
    bounds = [
        (0.0, None if np.isinf(most) else most - now)
        for now, most in zip(table.counts, table.most, strict=True)
    ]
    bounds += [(0.0, now) for now in table.counts]
    bounds[cell], bounds[size + cell] = (up, up), (0.0, 0.0)
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=np.hstack([table.sums, -table.sums]),
        b_eq=np.zeros(len(table.sums)),
        bounds=bounds,
    )
    if found.status == 0:
        passed = np.flatnonzero(found.x[:size] + found.x[size:] > SLACK)
        return {int(one) for one in passed}
    # What everybody knows of the groups leaves no such way: then nothing beside it is told.
    beside = np.flatnonzero((table.sums[table.sums[:, cell] != 0] != 0).any(axis=0))
    return {int(one) for one in beside} if not set(beside.tolist()) <= hidden else set(range(size))
