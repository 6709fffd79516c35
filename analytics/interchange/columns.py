"""How a file is laid out: its delimiter, its header line if it has one, and which column holds what."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analytics.interchange.decoding import UnreadableFile
from analytics.interchange.headers import roles_in
from analytics.interchange.moments import looks_like_moment

SAMPLE = 20
# A cell in quotes may run over so many lines; beyond that the quote is taken for a stray sign.
LONGEST_CELL = 500
DAY_AND_CLOCK = re.compile(r"(?<!\S)(\d{4}[-/]\d{1,2}[-/]\d{1,2}) (\d{1,2}:\d{2})")
GLUE = "\x1f"
Split = Callable[[str], list[str]]
Line = tuple[int, str]


@dataclass(frozen=True)
class Layout:
    """How lines are cut, where each column stands, and whether the first line names them."""

    delimiter: str
    columns: dict[str, int]
    has_header: bool

    @property
    def is_loose(self) -> bool:
        """Tell whether blanks separate the columns."""
        return self.delimiter == " "

    def cells(self, line: str) -> list[str]:
        """Cut a line; a moment written in two words stays one cell where blanks separate columns."""
        return cut(line, self.delimiter)

    def without(self, *roles: str) -> "Layout":
        """Return the same layout without some columns."""
        return replace(self, columns={role: at for role, at in self.columns.items() if role not in roles})


def layout_of(
    sample: Sequence[str], order: tuple[str, ...], needed: tuple[str, ...], stated: tuple[str, ...] = ()
) -> Layout:
    """Find the layout from the first lines; columns come as `stated`, as the header line names them, or in `order`.

    Raises UnreadableFile.
    """
    if not sample:
        raise UnreadableFile("The file holds no lines but comments.")
    delimiter = _delimiter(sample)
    rows = [cut(line, delimiter) for line in sample]
    titled = _is_words(rows[0]) and not any(_is_words(row) for row in rows[1:])
    if stated:
        return Layout(delimiter, {role: at for at, role in enumerate(stated) if role in order}, titled)
    named = roles_in(rows[0], order)
    missing = [role for role in needed if role not in named]
    if named and not missing:
        return Layout(delimiter, named, has_header=True)
    if named and titled:
        have, lack = ", ".join(cell for cell in rows[0] if cell), " and ".join(missing)
        hint = " Say what the columns hold with --columns." if "source" in order else ""
        raise UnreadableFile(f"The header line has no column for the {lack}; it names: {have}.{hint}")
    return Layout(delimiter, _positions(rows[titled:] or rows, order), has_header=titled)


def cut(line: str, delimiter: str) -> list[str]:
    """Cut a line into its cells."""
    if delimiter == " ":
        return _loosely(line)
    if '"' not in line:
        return [cell.strip() for cell in line.split(delimiter)]
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]


def joined(lines: Iterable[Line], delimiter: str) -> Iterator[Line]:
    """Put together the lines of a cell that runs over several, such as a message's text in quotes."""
    waiting: list[Line] = []
    for number, text in lines:
        if not waiting and (delimiter == " " or '"' not in text or not _is_open(text, delimiter)):
            yield number, text
            continue
        waiting.append((number, text))
        if len(waiting) > 1 and '"' in text and not _is_open(_whole(waiting), delimiter):
            yield waiting[0][0], _whole(waiting)
            waiting = []
        elif len(waiting) > LONGEST_CELL:
            yield from waiting
            waiting = []
    yield from waiting


def _whole(lines: list[Line]) -> str:
    return " ".join(text for _number, text in lines)


def _is_open(text: str, delimiter: str) -> bool:
    try:
        list(csv.reader([text], delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _delimiter(sample: Sequence[str]) -> str:
    for delimiter in ("\t", ";", "|", ","):
        if delimiter in sample[0] and sum(delimiter in line for line in sample) * 2 > len(sample):
            return delimiter
    return " "


def _loosely(line: str) -> list[str]:
    if ":" in line:
        line = DAY_AND_CLOCK.sub(rf"\1{GLUE}\2", line)
    if '"' in line:
        text = re.sub(r"\s+", " ", line.strip())
        cells = next(csv.reader([text], delimiter=" ", skipinitialspace=True), [])
    else:
        # The sign that glues is white space to Python, not to this.
        cells = re.split(r"[ \t\f\v\xa0]+", line.strip(" \t\f\v\xa0\r\n")) if GLUE in line else line.split()
    return [cell.replace(GLUE, " ").strip() for cell in cells]


def _positions(rows: list[list[str]], order: tuple[str, ...]) -> dict[str, int]:
    """Return the columns in the usual order, unless another column than the usual one holds the times."""
    usual = {role: place for place, role in enumerate(order)}
    width = min(len(row) for row in rows)
    if "time" not in usual or width < 3:
        return usual
    dated = [at for at in range(width) if all(looks_like_moment(row[at]) for row in rows)]
    if not dated or usual["time"] in dated or len(dated) > width - 2:
        return usual
    time = dated[0]
    others = [at for at in range(width) if at != time]
    return {"source": others[0], "target": others[1], "time": time}


def _is_words(cells: list[str]) -> bool:
    return all(cell.strip() and not re.search(r"[\d@]", cell) for cell in cells)
