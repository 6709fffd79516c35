"""The part of home that is ranked, frozen while one pages through it, and its cursor.

The cursor names the newest and the oldest thread of the window and those that were shown, so that no page repeats or
loses one whatever happens meanwhile: what is read, answered or new changes the order of the rest at most.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from activity.feed.pull import Candidate
from esn.kit import pages

MARK = "r."
MOST = 240
LONGEST = 1400


@dataclass(frozen=True)
class Window:
    """From the newest down to the oldest thread, both inclusive; whether older ones follow; what was shown."""

    newest: Candidate
    oldest: Candidate
    has_older: bool
    shown: frozenset[int] = frozenset()

    @property
    def before(self) -> Candidate:
        """The moment and number that just exceed the newest."""
        return self.newest[0], self.newest[1] + 1

    def encode(self) -> str:
        """Pack the window into a cursor."""
        edges = [*self.newest, *self.oldest, int(self.has_older)]
        return f"{MARK}{pages.encode(edges)}.{_pack(self.shown)}"


def decode(cursor: str) -> Window:
    """Unpack a window; raise CursorError if it is none of ours."""
    try:
        if len(cursor) > LONGEST:
            raise ValueError
        edges, _dot, shown = cursor.removeprefix(MARK).partition(".")
        at, pk, old_at, old_pk, has_older = pages.decode(edges, 5)
        if not all(type(number) is int and 0 <= number < 2**62 for number in (pk, old_pk, has_older)):
            raise ValueError
        newest, oldest = (pages.parse_moment(at), pk), (pages.parse_moment(old_at), old_pk)
        return Window(newest, oldest, bool(has_older), frozenset(_unpack(shown)))
    except ValueError as error:
        raise pages.CursorError(_("This page address is damaged. Go back to the first page.")) from error


def _pack(numbers: Iterable[int]) -> str:
    """Write numbers as the gaps between them, seven bits a byte."""
    packed, last = bytearray(), 0
    for number in sorted(numbers):
        gap, last = number - last, number
        while gap > 127:
            packed.append(gap & 127 | 128)
            gap >>= 7
        packed.append(gap)
    return base64.urlsafe_b64encode(bytes(packed)).decode().rstrip("=")


def _unpack(text: str) -> list[int]:
    numbers, last, gap, shift = [], 0, 0, 0
    for byte in base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)):
        gap |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            last += gap
            numbers.append(last)
            gap = shift = 0
        if shift > 63 or len(numbers) > MOST:
            raise ValueError
    return numbers
