"""A list of who wrote to whom, when: read, checked line by line, nothing dropped in silence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from analytics.interchange.columns import Layout, layout_of
from analytics.interchange.decoding import UnreadableFile, numbered_lines
from analytics.interchange.moments import seconds_of

SHOWN = 5
LONGEST_NAME = 120
NO_TEXT, TOO_FEW, EMPTY = "unreadable characters", "missing columns", "an empty name"
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


@dataclass(frozen=True)
class Terms:
    """What the caller states: now, the time of lines that have none, and the kind of lines that name none."""

    now: float
    day: float | None = None
    kind: str = "reply"


def read_interactions(path: Path, terms: Terms) -> Reading:
    """Read a file of interactions. Raises UnreadableFile."""
    reading = Reading()
    lines = _telling_lines(path, reading)
    head = [next(lines, None) for _ in range(20)]
    known = [line for line in head if line is not None]
    layout = layout_of(
        (text for _, text in known), ("source", "target", "time", "kind"), ("source", "target")
    )
    layout = _timed(layout, known, terms)
    seen: Counter[tuple[str, str, float, str]] = Counter()
    for number, text in chain(known[layout.has_header :], lines):
        reading.lines += 1
        _take(reading, layout.cells(text), number=number, layout=layout, terms=terms, seen=seen)
    if not reading.interactions and not reading.people:
        raise UnreadableFile(_nothing_in(path, reading))
    return reading


def _telling_lines(path: Path, reading: Reading) -> Iterator[tuple[int, str]]:
    for number, text in numbered_lines(path):
        if text is None:
            reading.lines += 1
            reading.problems.note(NO_TEXT, number)
        elif text.strip() and not text.lstrip().startswith(("#", "%")):
            yield number, text


def _timed(layout: Layout, sample: list[tuple[int, str]], terms: Terms) -> Layout:
    """Settle whether lines carry a time; where they do not, a stated day is needed."""
    columns = dict(layout.columns)
    if not layout.has_header:
        wide = sum(len(layout.cells(text)) > 2 for _, text in sample)
        if wide * 2 < len(sample) or not wide:
            del columns["time"], columns["kind"]
        elif not _reads_as_time(layout, sample[0]) and any(
            _reads_as_time(layout, line) for line in sample[1:]
        ):
            return Layout(
                layout.split, columns, has_header=_has_no_digit(layout, sample[0]), is_loose=layout.is_loose
            )
    if "time" not in columns and terms.day is None:
        raise UnreadableFile("The file has no times. State the day that it stands for with --day YYYY-MM-DD.")
    return Layout(layout.split, columns, has_header=layout.has_header, is_loose=layout.is_loose)


def _reads_as_time(layout: Layout, line: tuple[int, str]) -> bool:
    cells = layout.cells(line[1])
    return len(cells) > 2 and seconds_of(cells[2]) is not None


def _has_no_digit(layout: Layout, line: tuple[int, str]) -> bool:
    return not any(letter.isdigit() for cell in layout.cells(line[1]) for letter in cell)


def _take(  # noqa: PLR0913  (one line and all it is judged by)
    reading: Reading,
    cells: list[str],
    *,
    number: int,
    layout: Layout,
    terms: Terms,
    seen: Counter[tuple[str, str, float, str]],
) -> None:
    columns = layout.columns
    wanted = [columns[role] for role in ("source", "target", "time") if role in columns]
    if len(cells) <= max(wanted):
        return reading.problems.note(TOO_FEW, number)
    source, target = cells[columns["source"]], cells[columns["target"]]
    seconds = seconds_of(cells[columns["time"]]) if "time" in columns else terms.day
    place = columns.get("kind", len(cells))
    # Every system has words of its own for a message; only the two that are less than one matter here.
    kind = KINDS.get(cells[place].casefold(), terms.kind) if place < len(cells) else terms.kind
    reason = _fault(source, target, seconds=seconds, now=terms.now)
    if reason in (None, TO_SELF):
        reading.people[source] = reading.people[target] = None
    if reason or seconds is None:
        return reading.problems.note(reason or NO_TIME, number)
    key = (source, target, seconds, kind)
    reading.interactions.append(Interaction(source, target, seconds, kind, seen[key]))
    seen[key] += 1
    return None


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
