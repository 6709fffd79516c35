"""Who has read an announcement, as a table for spreadsheets."""

import csv
import io

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from people.models import Person

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(people: QuerySet[Person]) -> str:
    """Return everybody with when they read it, by name; complete, however many."""
    out = io.StringIO()
    # Spreadsheets take the text for UTF-8 only with this mark in front.
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_("name"), _("user name"), _("title"), _("department"), _("read"), _("read at")])
    for person in people.order_by("sort_name", "pk").iterator(chunk_size=2000):
        department = person.department.name if person.department else ""
        at = person.read_at  # type: ignore[attr-defined]
        words = (person.display_name, person.username, person.title, department)
        cells = [*map(_harmless, words), _("yes") if at else _("no"), at.isoformat() if at else ""]
        writer.writerow(cells)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) or cell.startswith(FORMULA) else cell
