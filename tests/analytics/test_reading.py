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
        "from,to,time\r1,2,1704196800\r",
        "1704196800 1 2\n",
        "% weighted, with times\n1 2 1 1704196800\n",
        "Absender;Empfänger;Datum\n1;2;02.01.2024 12:00\n",
        "from|to|sent\n1|2|2024-01-02 12:00:00 UTC\n",
        "sep=;\nfrom;to;date;time\n1;2;2024-01-02;12:00\n",
        "userId,fromUser,toUser,createdAt\n9,1,2,1704196800000000\n",
        'Sender Address,Recipient Address,Subject,Sent Time\n1,2,"Hello, you",2024-01-02T12:00:00Z\n',
        'from,to,text,at\n1,2,"Dear all,\nthis runs on.",1704196800\n',
        "From,To,Date\n1,2,01/02/2024 12:00 PM\n1,1,12/31/2023 1:00 PM\n",
        "From,To,Date\n1,2,02/01/2024 12:00\n1,1,31/12/2023 13:00\n",
        'From,To,Date\n1,2,"Jan 2, 2024 12:00 PM"\n',
    ],
)
def test_a_line_reads_the_same_in_every_spelling(tmp_path: Path, content: str) -> None:
    reading = read(tmp_path, content)
    assert [(one.source, one.target, one.seconds) for one in reading.interactions] == [("1", "2", NOON)]
    assert reading.problems.counts.keys() <= {TO_SELF}


@pytest.mark.parametrize(
    "content",
    [
        "from,to,date\n1,2,45293.5\n2,1,45293\n",
        "from;to;date\n1;2;45293,5\n2;1;45293\n",
        "1\t2\t45293.5\n2\t1\t45293\n",
        "from,to,date,time\n1,2,45293,0.5\n2,1,45293,0\n",
        "from,to,date,time\n1,2,45293,12:00\n2,1,45293,0:00\n",
    ],
)
def test_a_spreadsheet_s_days_are_moments(tmp_path: Path, content: str) -> None:
    reading = read(tmp_path, content)
    assert [one.seconds for one in reading.interactions] == [NOON, NOON - 43_200]
    assert reading.times == "days since 1899-12-30, as a spreadsheet counts them"


@pytest.mark.parametrize(
    "content", ["from,to,date\n1,2,45293\n2,1,1704196800\n", "from,to,seconds\n1,2,45293\n2,1,345293\n"]
)
def test_one_number_that_could_be_a_day_makes_no_spreadsheet(tmp_path: Path, content: str) -> None:
    columns = ("source", "target", "time")
    path = tmp_path / "export"
    path.write_text(content)
    reading = read_interactions(path, Terms(now=NOW, columns=columns))
    assert reading.interactions[0].seconds == 45_293
    assert reading.times == "seconds since 1970"


def test_words_for_the_times_follow_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, "1 2 1704196800000\n").times == "thousandths of seconds or less since 1970"
    assert read(tmp_path, "from,to,at\n1,2,2024-01-02\n").times.startswith("written dates")
    assert read(tmp_path, "1 2\n", day=NOON).times == ""


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, "from;to;time\nJürgen O’Neil;Zoë;1704196800\n".encode(encoding))
    assert reading.interactions[0].source == "Jürgen O’Neil"


def test_an_encoding_can_be_stated(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes("from;to;time\nИван;Анна;1704196800\n".encode("cp1251"))
    with pytest.raises(UnreadableFile, match="--encoding"):
        read_interactions(path, Terms(now=NOW))
    assert read_interactions(path, Terms(now=NOW, encoding="cp1251")).interactions[0].target == "Анна"


def test_columns_can_be_stated(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_text("7 x 1704196800 2 1\n")
    terms = Terms(now=NOW, columns=("-", "kind", "time", "target", "source"))
    assert [(one.source, one.target) for one in read_interactions(path, terms).interactions] == [("1", "2")]


def test_dates_that_mean_two_things_are_refused_until_it_is_said_which(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_text("from,to,date\n1,2,03/04/2024\n")
    with pytest.raises(UnreadableFile, match="--dates"):
        read_interactions(path, Terms(now=NOW))
    april, march = (
        read_interactions(path, Terms(now=NOW, is_day_first=first)).interactions[0].seconds
        for first in (True, False)
    )
    assert [datetime.fromtimestamp(at, UTC).month for at in (april, march)] == [4, 3]


def test_weights_are_not_taken_for_times(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="--day"):
        read(tmp_path, "1 2 5\n2 3 1\n")
    assert {one.seconds for one in read(tmp_path, "1 2 5\n2 3 1\n", day=NOON).interactions} == {NOON}


def test_a_mail_to_several_is_one_interaction_with_each(tmp_path: Path) -> None:
    line = '"Ann Doe" <ann@x.org>\tBen <ben@x.org>; cat@x.org\t1704196800\n'
    reading = read(tmp_path, line)
    pairs = [(one.source, one.target) for one in reading.interactions]
    assert pairs == [("ann@x.org", "ben@x.org"), ("ann@x.org", "cat@x.org")]


def test_the_same_person_in_other_capitals_is_not_lost(tmp_path: Path) -> None:
    reading = read(tmp_path, "Ann@x.org,b,1704196800\nann@x.org,b,1704196800\n")
    assert [one.ordinal for one in reading.interactions] == [0, 1]


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
    assert [
        one.ordinal for one in read(tmp_path, "1 2 1704196800\n1 2 1704196800\n2 1 1704196800\n").interactions
    ] == [0, 1, 0]


def test_what_a_line_was_is_read_where_it_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "from,to,time,type\na,b,1,like\na,b,2,mention\na,b,3,channel_msg\n")
    assert [one.kind for one in reading.interactions] == ["reaction", "mention", "reply"]


def test_times_that_start_at_zero_and_fractions_are_times() -> None:
    assert (seconds_of("0"), seconds_of("12.5")) == (0.0, 12.5)
    assert [seconds_of(text) for text in ("nan", "inf", "", "yesterday", "1e400")] == [None] * 5


KNOWN = ["7@x.org", "8@x.org"]


@pytest.mark.parametrize(
    "content",
    [
        "12 7@x.org\n12 8@x.org\n",
        "Name;E-Mail;Title;Abteilung\nDoe;7@X.org;Head;12\nRoe;8@x.org;Clerk;12\n",
        "id,email,team,department\n1,7@x.org,A,12\n2,8@x.org,B,12\n",
        "wer,wo\n7@x.org,12\n8@x.org,12\n",
        "UserPrincipalName,Department\nSMTP:7@x.org,12\nSMTP:8@x.org,12\n",
    ],
)
def test_the_column_of_the_person_is_the_one_that_names_who_wrote(tmp_path: Path, content: str) -> None:
    path = tmp_path / "table"
    path.write_text(content)
    found = read_departments(path, KNOWN).department_of
    assert {name.casefold(): unit for name, unit in found.items()} == {"7@x.org": "12", "8@x.org": "12"}


@pytest.mark.parametrize(
    "content", ["7 12\n8 12\n", "person,department\n7,12\n8,12\n", "Email;Dept\n7;12\n8;12\n"]
)
def test_a_table_of_departments_reads_the_same(tmp_path: Path, content: str) -> None:
    path = tmp_path / "table"
    path.write_text(content)
    assert read_departments(path).department_of == {"7": "12", "8": "12"}
