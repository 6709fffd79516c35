"""A table of who is in which department."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from analytics.interchange.columns import SAMPLE, Layout, joined, layout_of
from analytics.interchange.decoding import UnreadableFile, telling_lines
from analytics.interchange.headers import fitting
from analytics.interchange.interactions import EMPTY, LONGEST_NAME, NO_TEXT, TOO_FEW, TOO_LONG, Problems
from analytics.interchange.naming import name_in

TWICE = "a person named before with another department"
Rows = list[tuple[int, list[str]]]


@dataclass
class Table:
    """Each person's department, as the source system names both."""

    department_of: dict[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)

    @property
    def departments(self) -> set[str]:
        return set(self.department_of.values())


def read_departments(path: Path, known: Collection[str] = (), encoding: str = "") -> Table:
    """Read a table person → department; where several columns name people, the one that names most of the
    `known` counts. Raises UnreadableFile."""
    table = Table()
    lines = list(telling_lines(path, partial(table.problems.note, NO_TEXT), encoding))
    layout = layout_of([text for _, text in lines[:SAMPLE]], ("department", "person"), ("department",))
    rows = [(number, layout.cells(text)) for number, text in joined(lines, layout.delimiter)]
    names = {name.casefold() for name in known}
    person, department, has_header = _places(layout, rows, names)
    for number, cells in rows[has_header:]:
        if layout.is_loose and not has_header and person < department and len(cells) > department + 1:
            cells[department:] = [" ".join(cells[department:])]
        _take(table, cells, number=number, places=(person, department))
    if not table.department_of:
        raise UnreadableFile(f"{path} holds no line that names a person and a department.")
    return table


def _places(layout: Layout, rows: Rows, names: set[str]) -> tuple[int, int, bool]:
    """Return the column of the person, that of the department, and whether the first line names columns."""
    titles = rows[0][1]
    department = layout.columns["department"]
    if layout.has_header and fitting(titles, "department"):
        rest = [place for place in range(len(titles)) if place != department]
        fit = [place for place in fitting(titles, "person") if place != department]
        person = _most_known([*fit, *(place for place in rest if place not in fit)], rows, names)
        if not fit and not _known(person, rows, names):
            raise UnreadableFile(
                f"The header line has no column for the person; it names: {', '.join(titles)}."
            )
        return person, department, True
    person = _most_known([0, 1], rows, names)
    is_title = layout.has_header or _names_columns(rows, person, names)
    return person, 1 - person, is_title


def _most_known(candidates: list[int], rows: Rows, names: set[str]) -> int:
    return max(candidates, key=lambda place: (_known(place, rows, names), -candidates.index(place)))


def _known(place: int, rows: Rows, names: set[str]) -> int:
    """Return how many of the people known from the messages a column names."""
    return len({name_in(cells[place]).casefold() for _, cells in rows if len(cells) > place} & names)


def _names_columns(rows: Rows, person: int, names: set[str]) -> bool:
    """Tell whether the first line names nobody while most of the others do."""
    told = [bool(len(cells) > person and cells[person].casefold() in names) for _, cells in rows]
    return not told[0] and sum(told) * 2 > len(told)


def _take(table: Table, cells: list[str], *, number: int, places: tuple[int, int]) -> None:
    if len(cells) <= max(places):
        return table.problems.note(TOO_FEW, number)
    person, department = name_in(cells[places[0]]), cells[places[1]]
    if not person or not department:
        return table.problems.note(EMPTY, number)
    if max(len(person), len(department)) > LONGEST_NAME:
        return table.problems.note(TOO_LONG, number)
    if table.department_of.setdefault(person, department) != department:
        table.problems.note(TWICE, number)
    return None
