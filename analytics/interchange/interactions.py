"""A list of who wrote to whom, when: read, checked line by line, nothing dropped in silence."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from analytics.interchange.columns import SAMPLE, Layout, joined, layout_of
from analytics.interchange.decoding import UnreadableFile, telling_lines
from analytics.interchange.moments import are_days, day_comes_first, manner_of, seconds_of, seconds_of_days
from analytics.interchange.naming import name_in, names_in

SHOWN = 5
LONGEST_NAME = 120
NO_TEXT, TOO_FEW, EMPTY = (
    "unreadable characters (name the encoding with --encoding)",
    "missing columns",
    "an empty name",
)
TOO_LONG, NO_TIME, FUTURE = (
    "a name longer than 120 letters",
    "a time that is no number or date",
    "a date in the future",
)
TO_SELF = "a message to oneself"
KINDS = {
    **dict.fromkeys(("reply", "message", "mail", "email", "answer", "chat", "comment"), "reply"),
    **dict.fromkeys(("mention", "praise", "thanks"), "mention"),
    **dict.fromkeys(("reaction", "like", "emoji"), "reaction"),
}


@dataclass(frozen=True, slots=True)
class Interaction:
    """One line: ids as the source system has them, unix seconds, and which of several identical lines it
    is."""

    source: str
    target: str
    seconds: float
    kind: str
    ordinal: int


@dataclass
class Problems:
    """What was wrong, counted by reason, with the first lines of each."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[int]] = field(default_factory=dict)

    def note(self, reason: str, line: int) -> None:
        """Count one bad line."""
        self.counts[reason] += 1
        first = self.lines.setdefault(reason, [])
        if len(first) < SHOWN:
            first.append(line)

    @property
    def total(self) -> int:
        return self.counts.total()


@dataclass
class Reading:
    """What a file says: its interactions, everybody named in it, and its problems."""

    interactions: list[Interaction] = field(default_factory=list)
    people: dict[str, None] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    lines: int = 0
    # How the file states its times, in words; empty where it has none.
    times: str = ""


@dataclass(frozen=True)
class Terms:
    """What the caller states: now, the time of lines that have none, the kind of lines that name none, and how
    the file is written where that cannot be told from it."""

    now: float
    day: float | None = None
    kind: str = "reply"
    encoding: str = ""
    columns: tuple[str, ...] = ()
    is_day_first: bool | None = None
    in_days: bool = False


@dataclass(frozen=True)
class Line:
    """The cells of one line and the moment it states."""

    number: int
    source: str
    targets: list[str]
    seconds: float | None
    kind: str


Rows = list[tuple[int, list[str]]]
# A clock, or the fraction of a day that spreadsheets keep for one.
OF_DAY = re.compile(r"\d{1,2}[:.]\d\d|0?[.,]\d+$|0$")
ORDER = ("source", "target", "time", "kind")
# Numbers of two days and less are no times of a history: weights, counts.
SHORTEST_HISTORY = 2 * 86_400.0


def read_interactions(path: Path, terms: Terms) -> Reading:
    """Read a file of interactions. Raises UnreadableFile."""
    reading = Reading()
    lines = list(telling_lines(path, partial(reading.problems.note, NO_TEXT), terms.encoding))
    layout = layout_of([text for _, text in lines[:SAMPLE]], ORDER, ("source", "target"), terms.columns)
    rows = [(number, layout.cells(text)) for number, text in joined(lines, layout.delimiter)]
    layout = _timed(layout, rows, terms)
    rows = rows[layout.has_header :]
    reading.lines = len(rows) + reading.problems.total
    if "time" in layout.columns:
        times = _column(rows, layout.columns["time"])
        terms = _settled(terms, times)
        reading.times = manner_of(times, in_days=terms.in_days)
    seen: Counter[tuple[str, str, float, str]] = Counter()
    for number, cells in rows:
        line = _line(number, cells, layout.columns, terms)
        if line is None:
            reading.problems.note(TOO_FEW, number)
        else:
            _take(reading, line, terms.now, seen)
    if not reading.interactions and not reading.people:
        raise UnreadableFile(_nothing_in(path, reading))
    return reading


def _column(rows: Rows, place: int) -> list[str]:
    return [cells[place] for _, cells in rows if len(cells) > place]


def _settled(terms: Terms, times: list[str]) -> Terms:
    """Decide on the whole column how its times are meant. Raises UnreadableFile where that stays open."""
    if are_days(times):
        return replace(terms, in_days=True)
    return replace(terms, is_day_first=day_comes_first(times)) if terms.is_day_first is None else terms


def _timed(layout: Layout, rows: Rows, terms: Terms) -> Layout:
    """Settle whether lines carry a time; where they do not, a stated day is needed. Raises UnreadableFile."""
    sample = [cells for _, cells in rows[layout.has_header :][:SAMPLE]]
    layout = _with_clock(layout, sample)
    if not layout.has_header and not terms.columns and _has_no_times(layout.columns["time"], rows, terms):
        layout = layout.without("time", "kind")
    if "time" not in layout.columns and terms.day is None:
        raise UnreadableFile("The file has no times. State the day that it stands for with --day YYYY-MM-DD.")
    return layout


def _with_clock(layout: Layout, sample: list[list[str]]) -> Layout:
    """Keep a column with the time of day if it is one; otherwise it may be the whole moment."""
    clock = layout.columns.get("clock")
    if clock is None or all(OF_DAY.match(cells[clock]) for cells in sample if len(cells) > clock):
        return layout
    columns = {**layout.columns, "time": clock}
    return replace(layout, columns=columns).without("clock")


def _has_no_times(place: int, rows: Rows, terms: Terms) -> bool:
    """Tell whether the column that usually holds times is missing or, without a name, holds small numbers only.

    Raises UnreadableFile where such numbers leave the lines without a time.
    """
    cells = _column(rows, place)
    if len(cells) * 2 < len(rows):
        return True
    if are_days(cells):
        return False
    try:
        largest = max(float(cell) for cell in cells)
    except ValueError:
        return False
    if largest < SHORTEST_HISTORY and terms.day is None:
        raise UnreadableFile(
            f"The third column holds numbers up to {largest:,.0f}, which are no times of a history. "
            "State the day that the file stands for with --day YYYY-MM-DD, or name its columns with --columns."
        )
    return largest < SHORTEST_HISTORY


def _line(number: int, cells: list[str], columns: dict[str, int], terms: Terms) -> Line | None:
    wanted = [columns[role] for role in ("source", "target", "time", "clock") if role in columns]
    if len(cells) <= max(wanted):
        return None
    place = columns.get("kind", len(cells))
    # Every system has words of its own for a message; only the two that are less than one matter here.
    kind = KINDS.get(cells[place].casefold(), terms.kind) if place < len(cells) else terms.kind
    seconds = terms.day
    if "time" in columns:
        seconds = _seconds(
            cells[columns["time"]], cells[columns["clock"]] if "clock" in columns else "", terms
        )
    return Line(number, name_in(cells[columns["source"]]), names_in(cells[columns["target"]]), seconds, kind)


def _seconds(day: str, clock: str, terms: Terms) -> float | None:
    if terms.in_days:
        return seconds_of_days(day, clock)
    return seconds_of(f"{day} {clock}" if clock else day, is_day_first=terms.is_day_first)


def _take(reading: Reading, line: Line, now: float, seen: Counter[tuple[str, str, float, str]]) -> None:
    for target in line.targets:
        reason = _fault(line.source, target, seconds=line.seconds, now=now)
        if reason in (None, TO_SELF):
            reading.people[line.source] = reading.people[target] = None
        if reason or line.seconds is None:
            reading.problems.note(reason or NO_TIME, line.number)
            continue
        key = (line.source.casefold(), target.casefold(), line.seconds, line.kind)
        reading.interactions.append(Interaction(line.source, target, line.seconds, line.kind, seen[key]))
        seen[key] += 1


def _fault(source: str, target: str, *, seconds: float | None, now: float) -> str | None:
    if not source or not target:
        return EMPTY
    if max(len(source), len(target)) > LONGEST_NAME:
        return TOO_LONG
    if seconds is None:
        return NO_TIME
    if seconds > now:
        return FUTURE
    return TO_SELF if source.casefold() == target.casefold() else None


def _nothing_in(path: Path, reading: Reading) -> str:
    reasons = ", ".join(f"{count} with {reason}" for reason, count in reading.problems.counts.most_common())
    return f"{path} holds no line that could be read as an interaction" + (
        f": {reasons}." if reasons else "."
    )
