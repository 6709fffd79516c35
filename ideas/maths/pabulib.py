"""Election files of Pabulib (Faliszewski et al. 2023): META, PROJECTS and VOTES, separated by semicolons.

Reading says what is wrong and in which line; a `lenient` reader leaves out what it cannot use and says so.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ideas.maths.elections import Election, Project
from ideas.maths.pabulib_cells import PabulibError, Table, money, text_of

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = ("budget", "vote_type")
APPROVALS = {"approval", "choose-1"}
LONGEST_CELL = 50  # lines; what is longer is a quotation mark that was never closed
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of PROJECTS."""

    key: str
    cost: Fraction
    name: str = ""
    # None where the file has no such column.
    selected: bool | None = None
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A line of VOTES; `points` stands beside the choices where the kind of ballot has them."""

    voter: str
    choices: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file that was read."""

    meta: dict[str, str]
    projects: tuple[Candidate, ...]
    votes: tuple[Vote, ...]
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def budget(self) -> Fraction:
        return money(self.meta["budget"], "budget")

    @property
    def is_approval(self) -> bool:
        """Whether the ballots only say yes."""
        return self.meta["vote_type"] in APPROVALS

    @property
    def selected(self) -> frozenset[str] | None:
        """The official winners; None where the file does not tell."""
        if any(project.selected is None for project in self.projects):
            return None
        return frozenset(project.key for project in self.projects if project.selected)

    def election(self, *, budget: Fraction | None = None, lot: str = "") -> Election:
        """Return what is to be counted; every project named on a ballot counts as approved."""
        projects = [Project(one.key, one.cost, one.name) for one in self.projects]
        ballots = (approved(vote) for vote in self.votes)
        return Election.of(projects, ballots, self.budget if budget is None else budget, lot=lot)


def approved(vote: Vote) -> list[str]:
    """Return the projects that a ballot speaks for: all it names, but for those that it gives no points."""
    if not vote.points:
        return list(vote.choices)
    return [key for key, points in zip(vote.choices, vote.points, strict=True) if Fraction(points) > 0]


def read(raw: bytes | str, *, lenient: bool = False) -> Source:
    """Read a file; raises PabulibError with the line and the reason."""
    text, warnings = (raw, []) if isinstance(raw, str) else text_of(raw)
    tables = _tables(text)
    for name in SECTIONS:
        if name not in tables:
            raise PabulibError(0, f"there is no section {name}")
    noted = _Notes(warnings, is_lenient=lenient)
    meta = _meta(tables["META"], noted)
    projects = _projects(tables["PROJECTS"], noted)
    votes = _votes(tables["VOTES"], {project.key for project in projects}, noted)
    source = Source(meta, projects, votes, tuple(warnings))
    warnings += _mismatches(source)
    return Source(meta, projects, votes, tuple(warnings))


class _Notes:
    """Where a fault ends up: an error, or a warning of a lenient reader."""

    def __init__(self, warnings: list[str], *, is_lenient: bool) -> None:
        self.warnings, self.is_lenient = warnings, is_lenient

    def fault(self, line: int, reason: str) -> None:
        if not self.is_lenient:
            raise PabulibError(line, reason, can_be_left_out=True)
        self.warnings.append(str(PabulibError(line, reason)))


def _tables(text: str) -> dict[str, Table]:
    """Cut the file into its sections; the first row of each names its columns."""
    tables: dict[str, Table] = {}
    rows: list[Row] = []
    name, start = "", 0
    for line, cells in _rows(text):
        word = cells[0].strip().upper()
        if word in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            if word in tables or word == name:
                raise PabulibError(line, f"a second section {word}")
            if name:
                tables[name] = Table(name, start, rows)
            name, start, rows = word, line, []
        elif not name:
            raise PabulibError(line, "the file must begin with META")
        else:
            rows.append((line, cells))
    if name:
        tables[name] = Table(name, start, rows)
    return tables


def _rows(text: str) -> Iterator[Row]:
    """Yield each row that holds something, with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise PabulibError(start, str(error)) from None
        if cells is None:
            return
        if reader.line_num - start >= LONGEST_CELL:
            raise PabulibError(start, "a quotation mark is never closed")
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _meta(table: Table, noted: _Notes) -> dict[str, str]:
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    has_head = table.columns[:2] == ["key", "value"]
    # Values may hold semicolons; only the first one separates.
    for line, cells in table.body if has_head else table.rows:
        key, value = cells[0].strip(), ";".join(cells[1:]).strip()
        if key in meta:
            if key in NEEDED:
                noted.fault(line, f"META names {key!r} twice")
            continue
        meta[key], lines[key] = value, line
    for key in NEEDED:
        if not meta.get(key):
            raise PabulibError(table.line, f"META does not tell the {key}")
    money(meta["budget"], "budget", lines["budget"])
    meta["vote_type"] = meta["vote_type"].lower()
    return meta


def _projects(table: Table, noted: _Notes) -> tuple[Candidate, ...]:
    table.require("project_id", "cost")
    found: dict[str, Candidate] = {}
    for line, cell in table.records():
        key = cell["project_id"]
        if not key:
            raise PabulibError(line, "the project has no project_id")
        if key in found:
            noted.fault(line, f"project {key!r} is listed twice")
            continue
        cost = money(cell["cost"], f"cost of project {key!r}", line)
        selected = cell["selected"] == "1" if "selected" in table.columns else None
        votes = int(cell["votes"]) if cell.get("votes", "").isdecimal() else None
        found[key] = Candidate(key, cost, cell.get("name", ""), selected, votes)
    return tuple(found.values())


def _votes(table: Table, known: set[str], noted: _Notes) -> tuple[Vote, ...]:
    table.require("voter_id", "vote")
    found: dict[str, Vote] = {}
    for line, cell in table.records():
        voter = cell["voter_id"]
        if not voter:
            raise PabulibError(line, "the ballot has no voter_id")
        if voter in found:
            noted.fault(line, f"voter {voter!r} votes twice")
            continue
        choices = _listed(cell["vote"])
        points = _listed(cell.get("points", ""))
        _check_points(line, choices, points)
        kept = _usable(line, choices, known, noted)
        found[voter] = Vote(
            voter,
            tuple(choices[n] for n in kept),
            tuple(points[n] for n in kept) if points else (),
        )
    return tuple(found.values())


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",")] if cell else []


def _check_points(line: int, choices: Sequence[str], points: Sequence[str]) -> None:
    if points and len(points) != len(choices):
        raise PabulibError(line, f"{len(choices)} projects are named and {len(points)} points given")
    for number in points:
        money(number.removeprefix("-"), "number of points", line)


def _usable(line: int, choices: list[str], known: set[str], noted: _Notes) -> list[int]:
    """Return the places of the choices that count: known projects, each once."""
    kept, seen = [], set()
    for place, key in enumerate(choices):
        if key not in known:
            noted.fault(line, f"the ballot names the unknown project {key!r}" if key else "a choice is empty")
        elif key in seen:
            noted.fault(line, f"the ballot names project {key!r} twice")
        else:
            kept.append(place)
            seen.add(key)
    return kept


def _mismatches(source: Source) -> Iterator[str]:
    """Tell where the file's own counts are not what it holds: it may have been cut off."""
    for key, held in (("num_projects", len(source.projects)), ("num_votes", len(source.votes))):
        told = source.meta.get(key, "")
        if told.isdecimal() and int(told) != held:
            yield f"{key} says {told}, and the file holds {held}"
