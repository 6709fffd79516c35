"""The index hears of what changed what can be found; each source names the events that concern it."""

from functools import partial

from esn.kit import events
from esn.kit.models import Event
from esn.search import indexing
from esn.search.sources import SOURCES


def keep_index(kind: str, event: Event) -> None:
    """Make the documents that an event concerns anew."""
    indexing.keep(kind, SOURCES[kind].verbs[event.verb](event))


for _kind, _source in SOURCES.items():
    for _verb in _source.verbs:
        events.listen(_verb, f"search.{_kind}")(partial(keep_index, _kind))
