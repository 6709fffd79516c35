"""What the stories of analytics share: a ledger written by hand, and where the real networks lie."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from esn.kit.models import Event
from people.models import Person

DAY_ONE = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
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


def real(name: str) -> Path:
    """Return a real data file, or skip the test with the reason."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path
