"""`manage.py import_interactions`: read who wrote to whom from an export, and roll it up."""

import codecs
import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.actions import importing, rolling
from analytics.interchange.decoding import UnreadableFile
from analytics.interchange.departments import Table, read_departments
from analytics.interchange.interactions import Problems, Reading, Terms, read_interactions
from analytics.verbs import IMPORTED_KINDS
from esn.kit import clock, events


class Command(BaseCommand):
    help = "Imports a message history: `source target unix-seconds`, or CSV/TSV with a header line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--departments", type=Path, metavar="FILE", help="a table person → department")
        parser.add_argument(
            "--day", type=date.fromisoformat, help="the day of a file without times, YYYY-MM-DD"
        )
        parser.add_argument(
            "--kind", choices=IMPORTED_KINDS, default="reply", help="what lines without a kind are"
        )
        parser.add_argument("--encoding", type=_encoding, help="of both files, if it is not guessed well")
        parser.add_argument(
            "--columns",
            default="",
            help="what the columns hold, such as time,source,target; - for one to pass over",
        )
        parser.add_argument(
            "--dates", choices=("day-first", "month-first"), help="how dates such as 03/04/2026 are meant"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would come in, write nothing")
        parser.add_argument("--no-rollup", action="store_true", help="leave the roll-up to the scheduler")

    def handle(self, **options: Any) -> None:
        try:
            reading = read_interactions(options["file"], self._terms(options))
            table = self._table(options, reading)
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        if options["dry_run"]:
            outcome = importing.preview(reading, table)
        else:
            with events.quietly():
                outcome = importing.import_interactions(reading, table, file_name=options["file"].name)
        if reading.times:
            self.stdout.write(f"Times are read as {reading.times}.")
        self._report(outcome, is_dry=options["dry_run"])
        self._complain(reading.problems, options["file"])
        if table:
            self._complain(table.problems, options["departments"])
        if not options["dry_run"] and not options["no_rollup"]:
            days = rolling.roll_up()
            self.stdout.write(f"Rolled up {days} days.")

    def _terms(self, options: dict[str, Any]) -> Terms:
        day = options["day"]
        if day and day > clock.today():
            raise CommandError(f"--day {day} is in the future.")
        stated = datetime.combine(day, datetime.min.time(), UTC).timestamp() if day else None
        columns = tuple(word for word in re.split(r"[,\s]+", options["columns"]) if word)
        if columns and not {"source", "target"} <= set(columns):
            raise CommandError(
                "--columns must name at least source and target, for example source,target,time."
            )
        return Terms(
            now=clock.now().timestamp(),
            day=stated,
            kind=options["kind"],
            encoding=options["encoding"] or "",
            columns=columns,
            is_day_first=options["dates"] == "day-first" if options["dates"] else None,
        )

    def _table(self, options: dict[str, Any], reading: Reading) -> Table | None:
        path = options["departments"]
        return read_departments(path, reading.people, options["encoding"] or "") if path else None

    def _report(self, outcome: importing.Outcome, *, is_dry: bool) -> None:
        verb = "would come in" if is_dry else "came in"
        span = ""
        if outcome.first_at and outcome.last_at:
            days = (outcome.last_at.date() - outcome.first_at.date()).days + 1
            span = f", {outcome.first_at:%Y-%m-%d} to {outcome.last_at:%Y-%m-%d}"
            span += f" ({days:,} day{'s' * (days > 1)})"
        self.stdout.write(
            f"{outcome.interactions:,} interactions among {outcome.people:,} people"
            f" in {outcome.departments:,} departments{span}."
        )
        self.stdout.write(
            f"Of these {verb}: {outcome.interactions_added:,} interactions, {outcome.people_added:,} people,"
            f" {outcome.departments_added:,} departments; {outcome.moved:,} people changed department."
        )
        if outcome.departments:
            self.stdout.write(
                f"{outcome.placed:,} of the people in the messages stand in the table of departments."
            )
        if outcome.others:
            self.stdout.write(
                self.style.WARNING(
                    f"{outcome.others:,} other people are on the directory and count in every figure, too"
                    " (the demo company goes with `manage.py unseed_demo`)."
                )
            )
        if is_dry:
            self.stdout.write("Dry run: nothing was written.")

    def _complain(self, problems: Problems, path: Path) -> None:
        if not problems.total:
            return
        self.stdout.write(self.style.WARNING(f"{problems.total:,} lines of {path.name} were left out:"))
        for reason, number in problems.counts.most_common():
            lines = problems.lines[reason]
            first = ", ".join(str(line) for line in lines) + (", …" if number > len(lines) else "")
            self.stdout.write(f"  {number:,} × {reason} (line{'s' * (number > 1)} {first})")


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise ArgumentTypeError(
            f"there is no encoding {name!r}; try utf-8, cp1252, utf-16, shift-jis"
        ) from None
