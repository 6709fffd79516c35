"""Texts that say the same are found while somebody types."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths.likeness import LikenessIndex, evaluated, similarity, template_reasons, trigrams

BOARD = [
    "Solar panels on the roof of warehouse two",
    "A shared calendar for meeting rooms",
    "Bicycle racks at the north gate",
    "One form for travel expenses instead of four",
    "Quiet hours without meetings on Wednesday mornings",
    "Reuse the packaging of our suppliers",
]
DUPLICATES = [
    ("Put photovoltaic solar panels on warehouse roofs", 0),
    ("Meeting room calendar everybody can see", 1),
    ("More racks for bicycles by the gate", 2),
    ("Travel expense form: make it one", 3),
    ("No meetings Wednesday morning", 4),
    ("Use suppliers' packaging again", 5),
]


def test_trigrams_as_in_postgresql() -> None:
    assert trigrams("word") == {"  w", " wo", "wor", "ord", "rd "}
    assert similarity("word", "two words") == pytest.approx(4 / 11)
    assert round(similarity("word", "two words"), 6) == 0.363636


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Word, WORD!", "word", 1.0),
        ("naïve", "naive", 3 / 9),
        ("a_b", "a b", 1.0),
        ("", "", 0.0),
        ("!?", "word", 0.0),
        ("cat", "dog", 0.0),
    ],
)
def test_case_and_signs_do_not_count(one: str, other: str, answer: float) -> None:
    assert similarity(one, other) == pytest.approx(answer)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == (1 if trigrams(one) else 0)


def test_duplicates_come_first() -> None:
    found = evaluated(LikenessIndex(BOARD), DUPLICATES)
    assert found.precision_at_1 >= 0.8
    assert (found.recall_at_5, found.asked) == (1, 6)
    assert evaluated(LikenessIndex(BOARD), []).asked == 0


def test_only_what_is_alike_is_suggested() -> None:
    index = LikenessIndex(BOARD)
    (match,) = index.matches("Solar panels on the warehouse roof")
    assert (match.row, match.score >= 0.35) == (0, True)
    assert match.score == pytest.approx((match.trigram + match.cosine) / 2)
    assert index.matches("Free fruit on Mondays") == []
    assert index.matches("?!") == []


def test_an_empty_board_suggests_nothing() -> None:
    assert LikenessIndex([]).matches("anything") == []
    assert LikenessIndex(["", "??"]).matches("anything") == []


def test_five_at_most_and_five_thousand_at_once() -> None:
    index = LikenessIndex([f"{BOARD[n % 6]} number {n}" for n in range(5_000)])
    start = time.process_time()
    assert len(index.matches("Bicycle racks at the north gate please")) == 5
    assert time.process_time() - start < 0.3


def test_a_reason_that_was_used_before_is_noticed() -> None:
    usual = "Thank you for your idea. After careful consideration we have decided not to pursue it this year."
    own = (
        "The racks at the north gate stand empty on most days; a third row would take the space of the bins."
    )
    assert template_reasons(usual + " ", [own, usual.replace("this year", "this years"), usual.upper()]) == [
        1,
        2,
    ]
    assert template_reasons(own, [usual]) == []


def test_weights_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  (slow to load, and only here)

    weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    table = weigh.fit_transform(BOARD)
    for asked, _row in DUPLICATES:
        cosines = (table @ weigh.transform([asked]).T).todense()
        for match in LikenessIndex(BOARD).matches(asked, least=0, most=6):
            assert match.cosine == pytest.approx(float(cosines[match.row, 0]))
