"""In which order a batch of acts is played, and in what transaction: what makes a history quick to bring in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from esn.demo import acts

WALLS = (acts.Hire, acts.FoundCommunity)


def in_turn(scenes: Sequence[acts.Act]) -> tuple[Sequence[acts.Act], Sequence[acts.Act], Sequence[acts.Act]]:
    """Return who comes and what is founded, who joins, and the rest: each keeps its own moment."""
    walls = [act for act in scenes if isinstance(act, WALLS)]
    joins = [act for act in scenes if isinstance(act, acts.JoinCommunity)]
    return walls, joins, [act for act in scenes if not isinstance(act, (*WALLS, acts.JoinCommunity))]


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Do without savepoints, a third of the time: an action that fails ends the play anyway."""
    usual = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = usual
