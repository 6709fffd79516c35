"""A table of who is in which department."""

from dataclasses import dataclass, field
from pathlib import Path

from analytics.interchange.columns import layout_of
from analytics.interchange.decoding import UnreadableFile, numbered_lines
from analytics.interchange.interactions import EMPTY, LONGEST_NAME, NO_TEXT, TOO_FEW, TOO_LONG, Problems

TWICE = "a person named before with another department"


@dataclass
class Table:
    """Each person's department, as the source system names both."""

    department_of: dict[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)

    @property
    def departments(self) -> set[str]:
        return set(self.department_of.values())


def read_departments(path: Path) -> Table:
    """Read a table person → department. Raises UnreadableFile."""
    table = Table()
    lines: list[tuple[int, str]] = []
    for number, text in numbered_lines(path):
        if text is None:
            table.problems.note(NO_TEXT, number)
        elif text.strip() and not text.lstrip().startswith(("#", "%")):
            lines.append((number, text))
    layout = layout_of((text for _, text in lines), ("person", "department"), ("person", "department"))
    person, department = layout.columns["person"], layout.columns["department"]
    for number, text in lines[layout.has_header :]:
        cells = layout.cells(text)
        if layout.is_loose and len(cells) > department + 1 and not layout.has_header:
            cells[department:] = [" ".join(cells[department:])]
        _take(table, cells, number=number, places=(person, department))
    if not table.department_of:
        raise UnreadableFile(f"{path} holds no line that names a person and a department.")
    return table


def _take(table: Table, cells: list[str], *, number: int, places: tuple[int, int]) -> None:
    if len(cells) <= max(places):
        return table.problems.note(TOO_FEW, number)
    person, department = cells[places[0]], cells[places[1]]
    if not person or not department:
        return table.problems.note(EMPTY, number)
    if max(len(person), len(department)) > LONGEST_NAME:
        return table.problems.note(TOO_LONG, number)
    if table.department_of.setdefault(person, department) != department:
        table.problems.note(TWICE, number)
    return None
