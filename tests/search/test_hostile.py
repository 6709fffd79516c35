"""Nothing that is typed is an error, and nothing takes long."""

import time
from collections.abc import Callable

import pytest
from django.test import Client

from communities.models import Community
from esn.search.language import parse
from esn.search.snippets import cut, wanted
from esn.search.words import read
from people.models import Person

TYPED = [
    '"', '""', "'", '"""" OR "', "NEAR(", "NEAR(a b, 5)", "a NEAR b", "AND", "OR OR", "NOT", "NOT a", "a AND", "*", "**",
    "-",     "--", '-"', "a*b*", "^a", "title:a", "{title}: a", "c++", "a\x00b", "\x00", "%", "_", "\\", "a\\", "a & b",
    "a | !b",     "a:*", ":*", "<->", "'a':1A", "(", ")", "((a)", "a)", "東京", "한국어", "👩‍👩‍👧‍👧", "\u202eabc", "\ufffdx",
    "from:", 'from:"', "in:''", "before:0000-00-00", "after:9999-99-99", "after:2026-13",
    "before:99999d", "kind:", "kind:zzz",
    "tag:", "#", "##a", "#1", "is:", "has:everything", "-from:bo", "-is:mine", "-#x", "a " * 5000, "x" * 10_240, "(" * 2000,
    '"a' * 300, "é" * 3000, "\u0301" * 3000, "-a -b -c", "from:me -from:me", "ß", "İ", "ﬃ", "\u200b", "١٢٣", "ა", "हिन्दी",
]  # fmt: skip


@pytest.fixture
def client_of(bo: Person, hall: Community, browse: Callable[[Person], Client]) -> Client:
    return browse(bo)


def test_whatever_is_typed_is_answered(client_of: Client) -> None:
    for typed in TYPED:
        for there in ("/search/", "/jump/"):
            answer = client_of.get(there, {"q": typed})
            assert answer.status_code == 200, (there, typed[:40])
    assert client_of.get("/search/", {"q": "a", "sort": "date"}).status_code == 200


def test_damaged_addresses_say_so(client_of: Client) -> None:
    for cursor in ("x", "W10", "WzFd" * 200, "WyJhIiwxXQ", "Wy0xXQ", "WzFlOTld"):
        for sort in ("relevance", "date"):
            answer = client_of.get("/search/", {"q": "berg", "sort": sort, "cursor": cursor})
            assert answer.status_code == 400, (cursor, sort)
    assert client_of.get("/search/", {"q": "a", "sort": "rank"}).status_code == 400


def test_a_query_is_understood_piece_by_piece() -> None:
    query = parse('oven "big door" -cold from:bo kind:question #safety e-mail:x foo:bar')
    assert [piece.raw for piece in query.pieces] == [
        "oven", '"big door"', "-cold", "from:bo", "kind:question", "#safety", "e-mail:x", "foo:bar",
    ]  # fmt: skip
    assert [c.name for c in query.conditions] == ["from", "kind", "tag"]
    assert query.without(query.pieces[0]) == '"big door" -cold from:bo kind:question #safety e-mail:x foo:bar'
    assert query.having("kind", "post").endswith("foo:bar kind:post")
    assert parse(query.text) == query


@pytest.mark.parametrize(
    "text", ["a" * 65_536, "東" * 21_845, "é " * 21_845, "c++" * 21_845, "\u0301" * 32_768, "👍" * 16_384]
)
def test_reading_and_cutting_is_linear(text: str) -> None:
    started = time.process_time()
    for _ in read(text):
        pass
    cut(text, wanted(parse("x 東 y").terms))
    assert time.process_time() - started < 1.0
