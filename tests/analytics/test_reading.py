"""Reading exports: every spelling that systems use, every bad line accounted for."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.interchange.decoding import UnreadableFile
from analytics.interchange.departments import read_departments
from analytics.interchange.interactions import (
    EMPTY,
    FUTURE,
    NO_TEXT,
    NO_TIME,
    TO_SELF,
    TOO_FEW,
    Reading,
    Terms,
    read_interactions,
)
from analytics.interchange.moments import seconds_of

NOW = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
NOON = 1_704_196_800.0  # 2024-01-02 12:00 UTC


def read(tmp_path: Path, content: bytes | str, day: float | None = None) -> Reading:
    path = tmp_path / "export"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_interactions(path, Terms(now=NOW, day=day))


@pytest.mark.parametrize(
    "content",
    [
        "1 2 1704196800\n",
        "Source Destination Timestamp\n1 2 1704196800\n",
        "# from our mail system\r\n1\t2\t1704196800.0\r\n",
        "from,to,sent_at\n1,2,2024-01-02T12:00:00Z\n",
        "Sender;Recipient;Date\n1;2;2024-01-02 13:00:00+01:00\n",
        "type,timestamp,recipient,sender\nmail,1704196800000,2,1\n",
        '"1","2","1704196800"\n',
        "1 2 2024-01-02 12:00:00\n",
        "\ufefffrom,to,time\n1,2,1704196800\n",
        "src\tdst\tts\n1\t2\tTue, 02 Jan 2024 12:00:00 +0000\n",
        "from to time\n1 2 1704196800",
    ],
)
def test_a_line_reads_the_same_in_every_spelling(tmp_path: Path, content: str) -> None:
    reading = read(tmp_path, content)
    assert [(one.source, one.target, one.seconds) for one in reading.interactions] == [("1", "2", NOON)]
    assert reading.problems.total == 0


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert len(read(tmp_path, gzip.compress(b"1 2 1704196800\n")).interactions) == 1


def test_every_bad_line_is_counted_with_its_number(tmp_path: Path) -> None:
    lines = [
        b"a b 1704196800",
        b"a b",
        b"a b soon",
        b"a b 4102444800",
        b"A a 1704196800",
        b"\xff\xfe b 1704196800",
    ]
    problems = read(tmp_path, b"\n".join(lines)).problems
    assert problems.lines == {TOO_FEW: [2], NO_TIME: [3], FUTURE: [4], TO_SELF: [5], NO_TEXT: [6]}
    assert problems.total == 5


def test_an_empty_name_is_a_bad_line(tmp_path: Path) -> None:
    assert read(tmp_path, "from,to,time\n,b,1\na,b,1\n").problems.lines == {EMPTY: [2]}


def test_latin_1_is_read_where_it_makes_words(tmp_path: Path) -> None:
    reading = read(tmp_path, "from;to;time\nJürgen;Zoë;1704196800\n".encode("latin-1"))
    assert reading.interactions[0].source == "Jürgen"


def test_damage_in_a_utf_8_file_is_not_taken_for_latin_1(tmp_path: Path) -> None:
    content = "Jürgen\tb\t1704196800\n".encode() + b"J\xfcrgen\tb\t1704196801\n"
    assert read(tmp_path, content).problems.lines == {NO_TEXT: [2]}


def test_a_file_without_times_needs_a_stated_day(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="--day"):
        read(tmp_path, "0 1\n2 3\n")
    assert read(tmp_path, "0 1\n2 3\n", day=NOON).interactions[1].seconds == NOON


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# only words\n", b"\x1f\x8bbroken"])
def test_an_empty_or_broken_file_is_one_clear_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path, content)


def test_a_header_without_a_recipient_says_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"target.*sender, subject"):
        read(tmp_path, "sender,subject\nx1,y2\n")


def test_identical_lines_are_told_apart(tmp_path: Path) -> None:
    assert [one.ordinal for one in read(tmp_path, "1 2 5\n1 2 5\n2 1 5\n").interactions] == [0, 1, 0]


def test_what_a_line_was_is_read_where_it_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "from,to,time,type\na,b,1,like\na,b,2,mention\na,b,3,channel_msg\n")
    assert [one.kind for one in reading.interactions] == ["reaction", "mention", "reply"]


def test_times_that_start_at_zero_and_fractions_are_times() -> None:
    assert (seconds_of("0"), seconds_of("12.5")) == (0.0, 12.5)
    assert [seconds_of(text) for text in ("nan", "inf", "", "yesterday", "1e400")] == [None] * 5


@pytest.mark.parametrize(
    "content", ["7 12\n8 12\n", "person,department\n7,12\n8,12\n", "Email;Dept\n7;12\n8;12\n"]
)
def test_a_table_of_departments_reads_the_same(tmp_path: Path, content: str) -> None:
    path = tmp_path / "table"
    path.write_text(content)
    assert read_departments(path).department_of == {"7": "12", "8": "12"}
