"""Keyset pages: every row once, whatever is added meanwhile, and damaged addresses answer plainly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from esn.kit import pages
from esn.kit.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails() -> list[Mail]:
    start = timezone.now()
    # Several share a moment: the id must decide between them.
    rows = [
        Mail(at=start - timedelta(minutes=n // 3), to="x", sender="y", subject=str(n), text="")
        for n in range(25)
    ]
    return Mail.objects.bulk_create(rows)


def walk(keys: tuple[str, ...]) -> list[int]:
    seen: list[int] = []
    cursor = ""
    while True:
        page = pages.page(Mail.objects.all(), keys, cursor=cursor, size=4)
        seen += [row.pk for row in page]
        cursor = page.next
        if not cursor:
            return seen


@pytest.mark.parametrize("keys", [("-at", "-pk"), ("at", "pk"), ("-at", "pk"), ("subject", "pk")])
def test_every_row_comes_once_in_order(mails: list[Mail], keys: tuple[str, ...]) -> None:
    assert walk(keys) == list(Mail.objects.order_by(*keys).values_list("pk", flat=True))


def test_a_row_added_meanwhile_moves_nothing(mails: list[Mail]) -> None:
    first = pages.page(Mail.objects.all(), ("-at", "-pk"), size=10)
    Mail.objects.create(at=timezone.now(), to="x", sender="y", subject="new", text="")
    second = pages.page(Mail.objects.all(), ("-at", "-pk"), cursor=first.next, size=10)
    assert not {row.pk for row in first} & {row.pk for row in second}


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!", "W10", "e30", "WzFd", "WzEsMl0", "WyJhIiwxXQ", "A" * 999, pages.encode(["2026-01-01", 1]),
     pages.encode(["2026-01-01T00:00:00+00:00", 10**30]), pages.encode(["\x00", 1]), pages.encode([None, 1])],
)  # fmt: skip
def test_a_damaged_address_says_so(mails: list[Mail], cursor: str) -> None:
    with pytest.raises(pages.CursorError):
        pages.page(Mail.objects.all(), ("-at", "-pk"), cursor=cursor)
