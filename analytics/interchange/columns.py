"""Which column holds what: delimiter, header line, and the names that exports give their columns."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analytics.interchange.decoding import UnreadableFile

NAMES = {
    "source": (
        "source sender from src author actor sender_id source_id from_id user_from u i tail "
        "sender_email from_email"
    ),
    "target": (
        "target recipient to dst dest destination receiver recipient_id target_id to_id "
        "user_to v j head recipient_email to_email"
    ),
    "time": (
        "time timestamp date sent_at datetime at unix unixtime unix_timestamp unixts ts sent "
        "created created_at epoch when sent_on date_sent"
    ),
    "kind": "kind type interaction verb event",
    "person": ("person id email user name employee username user_id person_id employee_id mail node member"),
    "department": (
        "department dept unit team group division org_unit orgunit department_id dept_id "
        "label community organisation organization"
    ),
}
ROLE_OF = {name: role for role, names in NAMES.items() for name in names.split()}
SAMPLE = 20
Split = Callable[[str], list[str]]


@dataclass(frozen=True)
class Layout:
    """How lines are cut, where each column stands, and whether the first line names them."""

    split: Split
    columns: dict[str, int]
    has_header: bool
    is_loose: bool

    def cells(self, line: str) -> list[str]:
        """Cut a line; a time written in two words is put together again where blanks separate columns."""
        cells = [cell.strip() for cell in self.split(line)]
        at = self.columns.get("time", -1)
        if self.is_loose and 0 <= at < len(cells) - 1 and "-" in cells[at] and ":" in cells[at + 1]:
            cells[at : at + 2] = [f"{cells[at]} {cells[at + 1]}"]
        return cells


def layout_of(lines: Iterable[str], order: tuple[str, ...], needed: tuple[str, ...]) -> Layout:
    """Find the layout from the first lines; without names the columns come in `order`. Raises
    UnreadableFile."""
    sample = [line for _, line in zip(range(SAMPLE), lines, strict=False)]
    if not sample:
        raise UnreadableFile("The file holds no lines but comments.")
    delimiter = _delimiter(sample)
    split = _splitter(delimiter)
    first = [_folded(cell) for cell in split(sample[0])]
    named = _named(first, order)
    missing = [role for role in needed if role not in named]
    if named and not missing:
        return Layout(split, named, has_header=True, is_loose=delimiter == " ")
    if named and _is_words(first) and not any(_is_words(split(line)) for line in sample[1:]):
        have, lack = ", ".join(cell for cell in first if cell), " and ".join(missing)
        raise UnreadableFile(f"The header line has no column for the {lack}; it names: {have}.")
    positions = {role: place for place, role in enumerate(order)}
    return Layout(split, positions, has_header=False, is_loose=delimiter == " ")


def _delimiter(sample: list[str]) -> str:
    for delimiter in ("\t", ";", ","):
        if all(delimiter in line for line in sample[:1]) and sum(
            delimiter in line for line in sample
        ) * 2 > len(sample):
            return delimiter
    return " "


def _splitter(delimiter: str) -> Split:
    def cut(line: str) -> list[str]:
        if '"' not in line:
            return line.split() if delimiter == " " else line.split(delimiter)
        text = re.sub(r"\s+", " ", line.strip()) if delimiter == " " else line
        return next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])

    return cut


def _folded(cell: str) -> str:
    return re.sub(r"[\s\-.]+", "_", cell.strip().strip("#").strip().casefold())


def _named(cells: list[str], order: tuple[str, ...]) -> dict[str, int]:
    named: dict[str, int] = {}
    for place, cell in enumerate(cells):
        role = ROLE_OF.get(cell, "")
        # A department table may call its column what a message list calls something else.
        if role in order and role not in named:
            named[role] = place
    return named


def _is_words(cells: list[str]) -> bool:
    return all(cell.strip() and not re.search(r"[\d@]", cell) for cell in cells)
