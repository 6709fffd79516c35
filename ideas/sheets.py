"""Read model of exports: a challenge with everything that its results page tells, as tables or as plain values."""

import csv
import io
from typing import Any

from ideas.maths.bundles import FORMAT
from ideas.models import Challenge, Idea, Outcome, Result
from ideas.results import rankings
from people.models import Person

COLUMNS = (
    "id", "title", "author", "stage", "cost_cents", "published_at", "supports", "decision", "reason_code",
    "reason_text", "decided_at", "merged_into", "delivery_owner", "delivery_due_on",
)  # fmt: skip


def ideas_of(viewer: Person, challenge: Challenge) -> list[dict[str, Any]]:
    """Return every idea of the challenge with its decision, its figures and what became of it."""
    rows = Idea.objects.visible_to(viewer).filter(challenge=challenge).for_display()
    rows = rows.select_related("delivery__owner").prefetch_related(
        "outcomes__readings", "outcomes__verified_by"
    )
    result = Result.objects.filter(challenge=challenge, counted_at__isnull=False).first()
    ways = rankings(result) if result else []
    return [
        {
            **_plain(idea),
            "figures": {way.key: way.values[str(idea.pk)] for way in ways if str(idea.pk) in way.values},
            "outcomes": [_outcome(outcome) for outcome in idea.outcomes.all()],
        }
        for idea in rows.order_by("pk")
    ]


def _plain(idea: Idea) -> dict[str, Any]:
    decision, delivery = idea.decision, getattr(idea, "delivery", None)
    return {
        "id": idea.pk,
        "title": idea.title,
        "problem": idea.problem,
        "proposal": idea.proposal,
        "author": idea.author.username,
        "stage": idea.stage,
        "cost_cents": idea.cost_cents,
        "published_at": idea.published_at.isoformat(),
        "supports": idea.support_count,
        "decision": decision.outcome if decision else None,
        "reason_code": decision.reason_code if decision else None,
        "reason_text": decision.reason_text if decision else None,
        "decided_at": decision.decided_at.isoformat() if decision else None,
        "merged_into": idea.canonical_id,
        "delivery_owner": delivery.owner.username if delivery else None,
        "delivery_due_on": delivery.due_on.isoformat() if delivery and delivery.due_on else None,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    readings = [
        {
            "value": str(reading.value),
            "on": reading.on.isoformat(),
            "source": reading.source,
            "is_comparison": reading.is_comparison,
            "is_before": reading.is_before,
        }
        for reading in outcome.readings.all()
    ]
    return {
        "metric": outcome.metric,
        "unit": outcome.unit,
        "kind": outcome.kind,
        "baseline": str(outcome.baseline),
        "baseline_on": outcome.baseline_on.isoformat(),
        "target": None if outcome.target is None else str(outcome.target),
        "attribution": outcome.attribution,
        "verified_by": outcome.verified_by.username if outcome.verified_by else None,
        "readings": readings,
    }


def as_values(viewer: Person, challenge: Challenge) -> dict[str, Any]:
    """Return the challenge and its ideas as plain values."""
    return {
        "challenge": {
            "id": challenge.pk,
            "title": challenge.title,
            "sponsor": challenge.sponsor.username,
            "state": challenge.state,
            "budget_cents": challenge.budget_cents,
            "currency": challenge.currency,
        },
        "ideas": ideas_of(viewer, challenge),
    }


def as_table(viewer: Person, challenge: Challenge) -> str:
    """Return the ideas as CSV, one a line; no cell can be taken for a formula."""
    rows = ideas_of(viewer, challenge)
    figures = sorted({key for row in rows for key in row["figures"]})
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *figures])
    for row in rows:
        cells = [row[name] for name in COLUMNS] + [row["figures"].get(key) for key in figures]
        writer.writerow([harmless("" if cell is None else str(cell)) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    is_formula = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if is_formula else cell


def bundle_of(result: Result) -> dict[str, Any]:
    """Return the signed bundle of published results."""
    return {"format": FORMAT, "body": result.body, "signature": result.signature}
