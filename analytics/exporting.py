"""Released figures as a table for spreadsheets."""

import csv
import io
from typing import Any

from analytics.measures.registry import MEASURES

COLUMNS = (
    "measure",
    "name",
    "unit",
    "group",
    "value",
    "low",
    "high",
    "n",
    "band low",
    "band high",
    "kept from",
    "why there is no value",
)


def as_csv(body: dict[str, Any]) -> str:
    """Return all measures of the company and its departments."""
    names = {str(unit["id"]): unit["name"] for unit in body["departments"]}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for key, kept in body["measures"].items():
        one = MEASURES[key]
        groups = {
            "company": kept["company"],
            **{names[pk]: figure for pk, figure in kept["departments"].items()},
        }
        for group, figure in groups.items():
            n = "" if figure["hidden"] else figure["n"]
            row = (
                key,
                str(one.name),
                one.unit,
                group,
                figure["value"],
                figure["low"],
                figure["high"],
                n,
                *(figure.get("band") or ("", "")),
                figure.get("held_on") or "",
                figure["reason"],
            )
            writer.writerow(["" if cell is None else harmless(str(cell)) for cell in row])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula; numbers stay numbers."""
    try:
        float(cell)
    except ValueError:
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return cell
