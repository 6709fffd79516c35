"""The audit log as people read it: administrators all of it, owners what happened in their communities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from communities.models import Community
from esn.kit.models import AuditEntry
from people.models import Person
from people.policies import may_administer

KEYS = ("-pk",)
# Verbs that are offered are those of the newest entries: looking through all of a long log would take long.
LOOKED_AT = 5000


@dataclass(frozen=True)
class LogSieve:
    """Which entries."""

    actor: str = ""
    verb: str = ""
    community: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, given: Any) -> "LogSieve":
        """Return the sieve that an address asks for; what is no date is left out."""
        words = {
            name: str(given.get(name, "")).replace("\x00", "").strip()[:80]
            for name in ("actor", "verb", "in")
        }
        return cls(
            actor=words["actor"],
            verb=words["verb"],
            community=words["in"],
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
        )

    @property
    def given(self) -> dict[str, str]:
        """What an address says to get it again."""
        named = {
            "actor": self.actor, "verb": self.verb, "in": self.community,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}


def _day(given: Any) -> date | None:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given)[:10]) if given else None
    except ValueError:
        return None


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def readable_by(viewer: Person) -> QuerySet[AuditEntry]:
    """Return the entries that the viewer may read."""
    rows: QuerySet[AuditEntry] = AuditEntry.objects.all()
    if may_administer(viewer):
        return rows
    owned = list(Community.objects.owned_by(viewer).values_list("pk", flat=True))
    return rows.filter(community_id__in=owned)


def entries(viewer: Person, sieve: LogSieve) -> QuerySet[AuditEntry]:
    """Return the entries that the viewer asks for."""
    rows = readable_by(viewer)
    if sieve.actor:
        named = Person.objects.filter(username=sieve.actor.lower()).values_list("pk", flat=True)
        rows = rows.filter(actor_id__in=list(named))
    if sieve.verb:
        rows = rows.filter(verb=sieve.verb)
    if sieve.community:
        place = Community.objects.filter(slug=sieve.community).values_list("pk", flat=True)
        rows = rows.filter(community_id__in=list(place))
    if sieve.since:
        rows = rows.filter(at__gte=_begins(sieve.since))
    if sieve.until:
        rows = rows.filter(at__lt=_begins(sieve.until + timedelta(days=1)))
    return rows


def verbs(viewer: Person) -> list[str]:
    """Return the verbs of the newest entries that the viewer may read."""
    newest = readable_by(viewer).order_by("-pk").values_list("verb", flat=True)[:LOOKED_AT]
    return sorted(set(newest))


def places(rows: Iterable[AuditEntry]) -> dict[int, str]:
    """Return the names of the communities that entries name."""
    wanted = {row.community_id for row in rows if row.community_id}
    return dict(Community.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Return what an entry says changed: (what, before, after)."""
    names = sorted({*entry.before, *entry.after})
    return [(name, _said(entry.before.get(name)), _said(entry.after.get(name))) for name in names]


def _said(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)
