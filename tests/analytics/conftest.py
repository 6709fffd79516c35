"""What the stories of analytics share: a ledger written by hand, and where the real networks lie."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from activity import events as verbs
from analytics.actions import snapshots
from analytics.models import Snapshot
from esn.kit import clock
from esn.kit.models import Event
from people.actions import joining
from people.models import OrgUnit, Person

DAY_ONE = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
NOW = DAY_ONE + timedelta(days=83)
Act = Callable[..., Event]
REAL = Path(os.environ.get("ESN_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


@pytest.fixture
def act(db: None) -> Act:
    """Write an event by hand: act(bo, "activity.comment_added", to=cy, day=3)."""

    def write(
        actor: Person | None, verb: str, *, to: Person | None = None, day: float = 0, **fields: object
    ) -> Event:
        values = {
            "at": DAY_ONE + timedelta(days=day),
            "verb": verb,
            "actor_id": actor.pk if actor else None,
            "owner_id": to.pk if to else None,
            "object_type": "thing",
            "object_id": 1,
            "scope": Event.Scope.OWN,
        }
        return Event.objects.create(**values | fields)

    return write


@pytest.fixture
def figures(act: Act, engineering: OrgUnit, sales: OrgUnit) -> Snapshot:
    """Twelve weeks of a company of forty in which ever fewer take part, and one department far less."""
    people = [
        joining.add_person(
            None, username=f"p{n}", display_name=f"P {n}", unit=sales if n % 4 == 0 else engineering
        )
        for n in range(40)
    ]
    for week in range(12):
        for n in range(36 - 3 * week):
            if n % 4 or n % 8 == 0:
                act(people[n], verbs.POST_PUBLISHED, day=7 * week, thread_id=1000 * week + n)
                act(
                    people[n],
                    verbs.COMMENT_ADDED,
                    to=people[n - 1],
                    day=7 * week + 1,
                    thread_id=1000 * week + n - 1,
                )
    with clock.at(NOW):
        return snapshots.refresh_all()


def real(name: str) -> Path:
    """Return a real data file, or skip the test with the reason."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path
