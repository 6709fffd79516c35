"""M-22: how people give and receive; only shares of groups leave this module's callers, never a person."""

from enum import IntEnum

import numpy as np

from analytics.maths.arrays import FloatArray, IntArray

FEW, WELL_ABOVE = 3, 1.5


class Persona(IntEnum):
    """SWOOP's five ways of taking part (metrics.md M-22)."""

    OBSERVER = 0
    ENGAGER = 1
    CATALYST = 2
    RESPONDER = 3
    BROADCASTER = 4


def personas(posts: FloatArray, replies: FloatArray, reactions: FloatArray, received: FloatArray) -> IntArray:
    """Return everybody's persona from what they gave and got in 28 days; the first that fits, as they are listed."""
    given = posts + replies + reactions
    is_giver = given > WELL_ABOVE * received
    answers = replies + reactions >= posts
    found: IntArray = np.select(
        [given < FEW, received > WELL_ABOVE * given, is_giver & answers, is_giver],
        [Persona.OBSERVER, Persona.CATALYST, Persona.RESPONDER, Persona.BROADCASTER],
        Persona.ENGAGER,
    ).astype(np.int64)
    return found
