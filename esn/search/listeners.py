"""The index hears of what changed what can be found; each source names the events that concern it."""

import logging
from functools import partial

from activity import events as activity
from esn.kit import events
from esn.kit.models import Event
from esn.search import indexing, tasks
from esn.search.sources import SOURCES

log = logging.getLogger(__name__)


def keep_index(kind: str, event: Event) -> None:
    """Make the documents that an event concerns anew."""
    indexing.keep(kind, SOURCES[kind].verbs[event.verb](event))


for _kind, _source in SOURCES.items():
    for _verb in _source.verbs:
        events.listen(_verb, f"search.{_kind}")(partial(keep_index, _kind))


@events.listen(activity.FILE_ATTACHED, "search.read")
def have_read(event: Event) -> None:
    """Have a file read that was sent; what is not heard of now is found by the sweep."""
    try:
        tasks.read_file.delay(attachment_id=event.object_id)
    except Exception:  # the broker may be down in many ways
        log.warning("File %s waits for the sweep: the workers could not be reached.", event.object_id)
