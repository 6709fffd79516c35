"""What published sums tell of hidden cells: known answers, and a thousand random tables."""

import random

import numpy as np
import pytest

from analytics.maths.feasibility import Table, suppressed, two_way

KNOWN = two_way([(9, 4, 12), (20, 15, 3), (7, 8, 11)])
# Cells by row and column, from one, as in metrics.md 6.2.
AT = {(row, column): 3 * (row - 1) + column - 1 for row in (1, 2, 3) for column in (1, 2, 3)}


def bounds(table: Table, hidden: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    cells = [AT[cell] for cell in hidden]
    return {
        cell: (table.interval(AT[cell], cells).low, table.interval(AT[cell], cells).high) for cell in hidden
    }


def test_primaries_alone_are_recovered_exactly() -> None:
    assert bounds(KNOWN, [(1, 2), (2, 3)]) == {(1, 2): (4, 4), (2, 3): (3, 3)}


def test_two_more_cells_open_the_intervals() -> None:
    assert bounds(KNOWN, [(1, 2), (1, 3), (2, 2), (2, 3)]) == {
        (1, 2): (1, 16),
        (1, 3): (0, 15),
        (2, 2): (3, 18),
        (2, 3): (0, 15),
    }


def test_the_cheapest_such_cells_are_found() -> None:
    assert suppressed(KNOWN, [AT[1, 2], AT[2, 3]], wider_than=5) == sorted(
        AT[cell] for cell in [(1, 2), (1, 3), (2, 2), (2, 3)]
    )


def test_the_zero_trap_passes_a_rank_test_and_gives_everything_away() -> None:
    trap = two_way([(0, 0, 10), (6, 7, 8), (9, 9, 9)])
    block = [(1, 1), (1, 2), (2, 1), (2, 2)]
    free = trap.sums[:, [AT[cell] for cell in block]]
    # Four unknowns, rank three: as many solutions as one likes, were counts allowed below nought.
    assert np.linalg.matrix_rank(free) == 3
    assert {cell: low for cell, (low, _high) in bounds(trap, block).items()} == dict(
        zip(block, [0, 0, 6, 7], strict=True)
    )
    assert all(low == high for low, high in bounds(trap, block).values())
    hidden = suppressed(trap, [AT[cell] for cell in block], wider_than=5)
    assert all(trap.interval(cell, hidden).width > 5 for cell in hidden)


def test_a_total_may_have_to_go_too() -> None:
    small = two_way([(1, 2), (30, 40)])
    hidden = suppressed(small, [0, 1], wider_than=5)
    assert all(small.interval(cell, hidden).width > 5 for cell in hidden)
    assert 4 in hidden, "the total of the first row is three"


@pytest.mark.slow
def test_in_a_thousand_random_tables_no_hidden_cell_is_narrow() -> None:
    dice = random.Random(62)
    hid = 0
    for _ in range(1_000):
        rows, columns = dice.randint(2, 3), dice.randint(2, 4)
        cells = [
            [dice.choice([0, 0, 1, 2, 4, 5, 7, 9, 14, 22, 60]) for _ in range(columns)] for _ in range(rows)
        ]
        table = two_way(cells)
        primary = [cell for cell, count in enumerate(table.counts) if 0 < count < 5]
        hidden = suppressed(table, primary, wider_than=5)
        hid += len(hidden)
        assert set(primary) <= set(hidden)
        if hidden:
            assert min(seen.width for seen in table.intervals(hidden).values()) > 5, cells
    assert hid > 1_000
