"""Background work of the search."""

import logging

from celery import shared_task

from esn.kit import clock
from esn.search import drift, misses, reading

log = logging.getLogger(__name__)


@shared_task(name="search.tend")
def tend() -> int:
    """Set right what drifted, and forget searches that too few people made."""
    found = list(drift.found())
    if found:
        log.warning("The search index had drifted in %s places.", len(found))
        drift.repair(found)
    misses.forget_rare(clock.today())
    return len(found)


@shared_task(name="search.read_file")
def read_file(attachment_id: int) -> None:
    """Read what stands in a file."""
    reading.read(attachment_id)


@shared_task(name="search.read_files")
def read_files() -> int:
    """Read the files that nobody has read yet; return how many."""
    found = reading.waiting()
    for pk in found:
        reading.read(pk)
    return len(found)
