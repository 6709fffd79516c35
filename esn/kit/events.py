"""The event log: recording a fact in the writer's transaction, and handing it to listeners after commit.

Delivery is at least once; the unique `Delivery` row makes each listener's effect happen once.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, models, transaction

from esn.kit import clock
from esn.kit.models import Delivery, Event, Outbox

log = logging.getLogger(__name__)

Listener = Callable[[Event], None]
EVERY_VERB = "*"
MAX_ATTEMPTS = 3
# The doorbell rings at once; the sweep takes over only if nobody answered it for this long.
GRACE = timedelta(seconds=10)

_listeners: dict[str, dict[str, Listener]] = defaultdict(dict)
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)
_gathered: ContextVar[list[Event] | None] = ContextVar("gathered", default=None)


class Actor(Protocol):
    """Who acts or is addressed, with the place in the organisation that the log keeps as of then."""

    pk: int
    department_id: int | None
    level: int
    is_external: bool


def listen(verb: str, name: str) -> Callable[[Listener], Listener]:
    """Register a listener under a lasting name; `verb` may be `EVERY_VERB`."""

    def register(listener: Listener) -> Listener:
        _listeners[verb][name] = listener
        return listener

    return register


def listeners_of(verb: str) -> dict[str, Listener]:
    """Return the listeners of a verb by name."""
    return {**_listeners[EVERY_VERB], **_listeners[verb]}


@contextmanager
def quietly() -> Iterator[None]:
    """Record without ringing: nothing is handed over or pushed; for seeding and imports."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


@contextmanager
def gathering() -> Iterator[None]:
    """Keep the events of a quiet block and write them together at its end, in the caller's transaction."""
    if not is_quiet():
        raise RuntimeError("Only a quiet log may be gathered: nobody would hand its events over.")
    gathered: list[Event] = []
    token = _gathered.set(gathered)
    try:
        yield
        # What was gathered out of turn stands in the log at its moment.
        gathered.sort(key=lambda event: event.at)
        Event.objects.bulk_create(gathered, batch_size=500)
    finally:
        _gathered.reset(token)


def is_quiet() -> bool:
    """Tell whether recording happens without hand-over and live updates."""
    return _quiet.get()


def scope_between(actor: Actor | None, owner: Actor | None, community_department_id: int | None) -> str:
    """Classify an act as inside the actor's department, across departments, or beyond the company."""
    if (actor and actor.is_external) or (owner and owner.is_external):
        return Event.Scope.EXTENDED
    mine = actor.department_id if actor else None
    other = owner.department_id if owner and owner is not actor else community_department_id
    return Event.Scope.OWN if mine is not None and mine == other else Event.Scope.CROSS


def record(  # noqa: PLR0913  (the log's columns, all named)
    verb: str,
    *,
    actor: Actor | None,
    about: models.Model,
    owner: Actor | None = None,
    thread_id: int | None = None,
    community_id: int | None = None,
    community_department_id: int | None = None,
    kind: str = Event.Kind.INFORMAL,
    is_automated: bool = False,
    is_mandatory: bool = False,
    key: UUID | None = None,
) -> Event:
    """Write one event inside the caller's transaction and hand it over after commit."""
    event = Event(
        at=clock.now(),
        verb=verb,
        actor_id=actor.pk if actor else None,
        object_type=about._meta.model_name or "",
        object_id=about.pk,
        owner_id=owner.pk if owner else None,
        thread_id=thread_id,
        community_id=community_id,
        department_id=actor.department_id if actor else None,
        level=actor.level if actor else None,
        scope=scope_between(actor, owner, community_department_id),
        kind=kind,
        is_automated=is_automated,
        is_mandatory=is_mandatory,
        key=key,
    )
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(event)
        return event
    event.save(force_insert=True)
    if not is_quiet() and listeners_of(verb):
        _hand_over(event)
    return event


def _hand_over(event: Event) -> None:
    Outbox.objects.create(event=event, next_at=clock.now() + GRACE)
    transaction.on_commit(lambda: ring(event.pk))


_doorbell: list[Callable[[int], None]] = []


def set_doorbell(bell: Callable[[int], None]) -> None:
    """Tell how a fresh event is announced to the workers; the tasks module hangs its own bell here."""
    _doorbell[:] = [bell]


def ring(event_id: int) -> None:
    """Announce an event to the workers; a silent bell is no loss, the sweep comes by."""
    for bell in _doorbell:
        try:
            bell(event_id)
        except Exception:  # the broker may be down in many ways; the row is safe
            log.warning("Event %s waits for the sweep: the workers could not be reached.", event_id)


def deliver(event_id: int) -> bool:
    """Hand an event to each listener that has not had it; return whether all have it now."""
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        return True
    failed = [name for name, listener in listeners_of(event.verb).items() if not _hand(event, name, listener)]
    if not failed:
        Outbox.objects.filter(event=event).delete()
    return not failed


def _hand(event: Event, name: str, listener: Listener) -> bool:
    try:
        with transaction.atomic():
            _, is_first = Delivery.objects.get_or_create(
                event=event, listener=name, defaults={"at": clock.now()}
            )
            if is_first:
                listener(event)
    except IntegrityError:
        # Another worker delivers the same event right now; look again at the next sweep.
        return Delivery.objects.filter(event=event, listener=name).exists()
    except Exception as error:
        log.exception("Listener %s failed on event %s", name, event.pk)
        _note_failure(event, f"{name}: {error}")
        return False
    return True


def _note_failure(event: Event, error: str) -> None:
    with transaction.atomic():
        row = Outbox.objects.select_for_update().filter(event=event).first()
        if row is None:
            return
        row.attempts += 1
        row.error = error[:2000]
        row.next_at = clock.now() + timedelta(seconds=10 * 4**row.attempts)
        if row.attempts >= MAX_ATTEMPTS:
            row.quarantined_at = clock.now()
        row.save()


def sweep(limit: int = 500) -> int:
    """Deliver what is due and was left behind; return how many events were handed over."""
    due = list(Outbox.objects.due().order_by("next_at").values_list("event_id", flat=True)[:limit])
    return sum(deliver(event_id) for event_id in due)
