"""`manage.py count_election FILE.pb`: counts a participatory-budgeting election, to read or as JSON."""

import json
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideas.maths import pabulib
from ideas.maths.completion import Completion
from ideas.maths.counting import Method, Outcome, Rule, counted
from ideas.maths.equal_shares import Utility
from ideas.maths.pabulib_cells import PabulibError, decimal, money
from ideas.maths.representation import represented


class Command(BaseCommand):
    help = "Counts a Pabulib file and prints the winners, the spending and how they differ from the official result."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.pb")
        parser.add_argument(
            "--rule",
            choices=list(Rule),
            default=Rule.EQUAL_SHARES,
            help="mes: Method of Equal Shares (default)",
        )
        parser.add_argument("--budget", help="another budget than the file's")
        parser.add_argument(
            "--completion",
            choices=list(Completion),
            default=Completion.ADD1,
            help="of equal shares; default add1",
        )
        parser.add_argument("--utility", choices=list(Utility), default=Utility.COST, help="default cost")
        parser.add_argument(
            "--step", default="1", help="extra money of each voter in each round of add1; default 1"
        )
        parser.add_argument(
            "--lot", help="the seed of the last tie-break; default: the file's place and dates"
        )
        parser.add_argument(
            "--as-approval",
            action="store_true",
            help="count every project that a ballot gives something as approved",
        )
        parser.add_argument(
            "--lenient", action="store_true", help="leave out what cannot be used, and say so"
        )
        parser.add_argument("--json", action="store_true", help="a stable, documented structure")

    def handle(self, **options: Any) -> None:
        try:
            source = pabulib.read(options["file"].read_bytes(), lenient=options["lenient"])
            outcome = self._outcome(source, options)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from None
        except PabulibError as error:
            hint = " --lenient leaves it out." if error.can_be_left_out else ""
            raise CommandError(f"{options['file']}: {error}.{hint}") from None
        for warning in source.warnings:
            self.stderr.write(f"Note: {warning}.")
        found = _found(source, outcome)
        self.stdout.write(
            json.dumps(found, indent=2, ensure_ascii=False) if options["json"] else _report(found)
        )

    def _outcome(self, source: pabulib.Source, options: dict[str, Any]) -> Outcome:
        if not source.is_approval and not options["as_approval"]:
            raise CommandError(
                f"The ballots are of the kind {source.meta['vote_type']!r}; only approval ballots can be counted. "
                "--as-approval counts every project that a ballot gives something as approved."
            )
        budget = money(options["budget"], "budget") if options["budget"] else None
        step = _step(options["step"])
        lot = options["lot"] if options["lot"] is not None else _lot(source)
        method = Method(
            Rule(options["rule"]), Utility(options["utility"]), Completion(options["completion"]), step
        )
        return counted(source.election(budget=budget, lot=lot), method)


def _step(text: str) -> Fraction:
    try:
        step = Fraction(text)
    except (ValueError, ZeroDivisionError):
        step = Fraction(0)
    if step <= 0:
        raise CommandError(f"--step {text!r} is no positive number.")
    return step


def _lot(source: pabulib.Source) -> str:
    return "|".join(
        source.meta.get(key, "") for key in ("country", "unit", "subunit", "instance", "date_end")
    )


def _found(source: pabulib.Source, outcome: Outcome) -> dict[str, Any]:
    """Return what was counted as plain values; amounts are exact decimals in words."""
    election, method = outcome.election, outcome.method
    is_shares = method.rule is Rule.EQUAL_SHARES
    spread = represented(election, outcome.order)
    return {
        "description": source.meta.get("description", ""),
        "currency": source.meta.get("currency", ""),
        "rule": str(method.rule),
        "utility": str(method.utility) if is_shares else None,
        "completion": str(method.completion) if is_shares else None,
        "voters": election.voters,
        "projects": len(election.projects),
        "budget": decimal(election.budget),
        "winners": [
            {
                "project_id": election.projects[p].key,
                "name": election.projects[p].name,
                "cost": decimal(election.projects[p].cost),
                "supporters": election.votes[p],
            }
            for p in sorted(outcome.winners)
        ],
        "spending": decimal(outcome.spending),
        "left": decimal(election.budget - outcome.spending),
        "increments": outcome.increments,
        "overspent_at": outcome.overspent_at,
        "same_set_from": outcome.stable_from,
        "represented": spread.represented,
        "compared": _compared(source, set(election.keys(outcome.winners))),
    }


def _compared(source: pabulib.Source, winners: set[str]) -> dict[str, Any] | None:
    official = source.selected
    if official is None:
        return None
    return {
        "official": len(official),
        "in_both": len(official & winners),
        "only_official": sorted(official - winners),
        "only_counted": sorted(winners - official),
        "official_rule": source.meta.get("rule", ""),
    }


def _report(found: dict[str, Any]) -> str:
    unit = f" {found['currency']}" if found["currency"] else ""
    settings = ", ".join(found[key] for key in ("rule", "utility", "completion") if found[key])
    lines = [
        (
            f"{found['description'] or 'Election'}: {found['voters']:,} voters, {found['projects']} projects, "
            f"budget {found['budget']}{unit} ({settings})"
        ),
        "",
        f"{'project':>10}  {'cost':>12}  {'supporters':>10}  name",
        *(
            f"{one['project_id']:>10}  {one['cost']:>12}  {one['supporters']:>10}  {one['name']}"
            for one in found["winners"]
        ),
        "",
        (
            f"{len(found['winners'])} projects, spending {found['spending']}{unit}, left {found['left']}{unit}; "
            f"{found['represented']:,} voters have at least one of theirs."
        ),
    ]
    return "\n".join([*lines, *_steps(found), *_official(found["compared"])])


def _steps(found: dict[str, Any]) -> list[str]:
    if not found["increments"] and found["overspent_at"] is None:
        return []
    end = f"; increment {found['overspent_at']} overspends" if found["overspent_at"] is not None else ""
    return [f"Reached at increment {found['increments']} (same set from {found['same_set_from']}){end}."]


def _official(compared: dict[str, Any] | None) -> list[str]:
    if compared is None:
        return []
    rule = f" ({compared['official_rule']})" if compared["official_rule"] else ""
    if not compared["only_official"] and not compared["only_counted"]:
        return [f"The official result{rule} is the same: {compared['in_both']} of {compared['official']}."]
    return [
        f"The official result{rule} shares {compared['in_both']} of its {compared['official']} projects.",
        f"  only official: {', '.join(compared['only_official']) or 'none'}",
        f"  only counted here: {', '.join(compared['only_counted']) or 'none'}",
    ]
