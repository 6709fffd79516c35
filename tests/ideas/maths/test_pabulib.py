"""Election files: what is read, what is refused and in which line, and the command that counts them."""

import json
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths import pabulib
from ideas.maths.pabulib import Candidate, Source, Vote
from ideas.maths.pabulib_cells import PabulibError
from ideas.maths.pabulib_writing import written

FILE = """META
key;value
description;Riverside; a small town
budget;10
vote_type;approval
num_projects;3
num_votes;4
rule;equalshares/add1
currency;EUR
PROJECTS
project_id;cost;votes;name;selected
p1;4;2;Benches;1
p2;6;2;"A playground; with ""sand\""";1
p3;9;1;Lamps;0
VOTES
voter_id;vote;age
v1;p1,p2;30
v2;p1
v3;p2,p3;41
v4;;17
"""


def edited(old: str, new: str) -> str:
    assert old in FILE
    return FILE.replace(old, new, 1)


def test_a_file_is_read() -> None:
    source = pabulib.read(FILE)
    assert source.meta["description"] == "Riverside; a small town"
    assert source.projects[1] == Candidate("p2", Fraction(6), 'A playground; with "sand"', True, 2)
    assert [vote.choices for vote in source.votes] == [("p1", "p2"), ("p1",), ("p2", "p3"), ()]
    assert source.selected == frozenset({"p1", "p2"})
    assert source.warnings == ()
    assert source.election().voters == 4


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("META\n", "", 1, "must begin with META"),
        ("PROJECTS\n", "PROJECTS\nPROJECTS\n", 11, "second section PROJECTS"),
        ("budget;10\n", "", 2, "does not tell the budget"),
        ("budget;10", "budget;ten", 4, "budget is no number: 'ten'"),
        ("budget;10", "budget;-10", 4, "budget is negative"),
        ("budget;10", "budget;1,070,000", 4, "ambiguous"),
        ("budget;10", "budget;nan", 4, "no number"),
        ("budget;10", "budget;10\nbudget;11", 5, "'budget' twice"),
        ("vote_type;approval\n", "", 2, "does not tell the vote_type"),
        ("project_id;cost;votes", "project_id;price;votes", 11, "no column 'cost'"),
        ("project_id;cost;votes", "project_id;cost;cost", 11, "names a column twice"),
        ("p1;4;2", "p1;-4;2", 12, "cost of project 'p1' is negative"),
        ("p1;4;2", "p1;4zł;2", 12, "cost of project 'p1' is no number"),
        ("p1;4;2", "p1;;2", 12, "cost of project 'p1' is no number"),
        ("p1;4;2;Benches;1", "p1", 12, "ends before its cost"),
        ("p1;4;2;Benches;1", "p1;4;2;Benches;1;0;0", 12, "7 cells stand under 5 columns"),
        ("p1;4;2", ";4;2", 12, "no project_id"),
        ("p3;9", "p1;9", 14, "project 'p1' is listed twice"),
        ("Lamps", '"Lamps', 14, "quotation mark"),
        ("voter_id;vote", "voter;vote", 16, "no column 'voter_id'"),
        ("voter_id;vote", "voter_id;choice", 16, "no column 'vote'"),
        ("v2;p1", "v2;p7", 18, "unknown project 'p7'"),
        ("v2;p1", "v2;p1,p1", 18, "names project 'p1' twice"),
        ("v2;p1", "v2;p1,,p2", 18, "a choice is empty"),
        ("v2;p1", "v1;p1", 18, "voter 'v1' votes twice"),
        ("v2;p1", "v2", 18, "ends before its vote"),
        ("v2;p1", ";p1", 18, "no voter_id"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    text = edited(old, new)
    if reason == "quotation mark":
        text += "v;p1\n" * 60
    with pytest.raises(PabulibError, match=reason) as caught:
        pabulib.read(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")


@pytest.mark.parametrize("section", ["PROJECTS", "VOTES"])
def test_a_section_that_is_missing_or_empty_is_told(section: str) -> None:
    with pytest.raises(PabulibError, match=f"no section {section}"):
        pabulib.read(FILE[: FILE.index(section)])
    with pytest.raises(PabulibError, match=f"section {section} is empty"):
        pabulib.read(
            FILE[: FILE.index(section)]
            + section
            + "\n"
            + ("VOTES\nvoter_id;vote\n" if section == "PROJECTS" else "")
        )


def test_nothing_at_all_is_no_election() -> None:
    with pytest.raises(PabulibError, match="no section META"):
        pabulib.read(b"")


def test_a_lenient_reader_leaves_out_and_says_so() -> None:
    text = edited("v2;p1", "v2;p1,p7,p1").replace("v3;", "v1;").replace("p3;9", "p2;9")
    source = pabulib.read(text, lenient=True)
    assert [vote.choices for vote in source.votes] == [("p1", "p2"), ("p1",), ()]
    assert len(source.warnings) == 6
    assert source.warnings[0] == "line 14: project 'p2' is listed twice"


def test_a_file_that_was_cut_off_is_noticed() -> None:
    source = pabulib.read(FILE[: FILE.index("v4")])
    assert source.warnings == ("num_votes says 4, and the file holds 3",)


@pytest.mark.parametrize(
    "raw",
    [
        FILE.encode("utf-8-sig"),
        FILE.encode("utf-16"),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n", "\n\n").replace("key;value\n", "").encode(),
    ],
)
def test_marks_of_encodings_line_ends_and_empty_lines_do_not_matter(raw: bytes) -> None:
    assert pabulib.read(raw) == pabulib.read(FILE)


def test_an_old_encoding_is_read_with_a_note() -> None:
    source = pabulib.read(edited("Benches", "Ławki").encode("cp1250"))
    assert source.projects[0].name == "Ławki"
    assert source.warnings == ("line 12 is not UTF-8; the file is read as Windows-1250",)


def test_money_may_have_decimals() -> None:
    source = pabulib.read(edited("budget;10", "budget;10.50").replace("p1;4;", "p1;4,25;"))
    assert (source.budget, source.projects[0].cost) == (Fraction(21, 2), Fraction(17, 4))


def test_a_budget_of_nothing_buys_nothing() -> None:
    assert found(edited("budget;10", "budget;0"))["winners"] == []


def test_points_of_other_ballots_are_kept() -> None:
    text = edited("approval", "cumulative").replace("vote;age", "vote;points").replace(";30", ";3,0")
    text = text.replace("v2;p1", "v2;p1;2").replace(";41", ";1,1").replace(";;17", ";;")
    source = pabulib.read(text)
    assert (source.is_approval, source.votes[0]) == (False, Vote("v1", ("p1", "p2"), ("3", "0")))
    assert source.election().votes == (2, 1, 1)
    with pytest.raises(PabulibError, match="line 17: 2 projects are named and 1 points given"):
        pabulib.read(text.replace(";3,0", ";3"))


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    keys = draw(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True), unique=True, max_size=6))
    cents = st.integers(0, 10**9).map(lambda n: Fraction(n, 100))
    has_result = draw(st.booleans())
    projects = [
        Candidate(key, draw(cents), draw(NAMES), draw(st.booleans()) if has_result else None) for key in keys
    ]
    choices = st.lists(st.sampled_from(keys), unique=True).map(tuple) if keys else st.just(())
    votes = [Vote(f"v{n}", draw(choices)) for n in range(draw(st.integers(0, 6)))]
    meta = {"budget": draw(st.sampled_from(["0", "12.5", "1000"])), "vote_type": "approval"}
    meta |= {"description": draw(NAMES), "num_projects": str(len(projects)), "num_votes": str(len(votes))}
    return Source(meta, tuple(projects), tuple(votes))


@given(sources())
def test_what_is_written_is_read_back(source: Source) -> None:
    assert pabulib.read(written(source)) == source
    assert pabulib.read(written(source).encode()) == source


def found(text: str, *options: str) -> dict[str, Any]:
    return json.loads(run(text, "--json", *options))  # type: ignore[no-any-return]


def run(text: str, *options: str) -> str:
    out, path = StringIO(), Path(run.folder) / "town.pb"  # type: ignore[attr-defined]
    path.write_text(text, encoding="utf-8")
    call_command("count_election", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    run.folder = tmp_path  # type: ignore[attr-defined]


def test_the_command_prints_winners_and_spending() -> None:
    told = run(FILE)
    assert "Riverside; a small town: 4 voters, 3 projects, budget 10 EUR (mes, cost, add1)" in told
    assert "2 projects, spending 10 EUR, left 0 EUR; 3 voters have at least one of theirs." in told
    assert "The official result (equalshares/add1) is the same: 2 of 2." in told


def test_the_command_tells_where_it_differs_from_the_official_result() -> None:
    told = run(edited("Lamps;0", "Lamps;1"))
    assert "shares 2 of its 3 projects" in told
    assert "only official: p3" in told


@pytest.mark.parametrize(
    ("options", "winners", "spending"),
    [
        ([], ["p1", "p2"], "10"),
        (["--completion", "none"], ["p1"], "4"),
        (["--rule", "greedy", "--budget", "9"], ["p1"], "4"),
        (["--rule", "greedy-cost", "--budget", "15.5"], ["p1", "p2"], "10"),
        (["--rule", "phragmen", "--budget", "19"], ["p1", "p2", "p3"], "19"),
        (["--utility", "cardinality", "--step", "1/3"], ["p1", "p2"], "10"),
    ],
)
def test_the_command_takes_rule_budget_and_completion(
    options: list[str], winners: list[str], spending: str
) -> None:
    told = found(FILE, *options)
    assert ([one["project_id"] for one in told["winners"]], told["spending"]) == (winners, spending)


def test_a_file_without_the_official_result_is_counted_too() -> None:
    text = FILE.replace(";selected", "").replace(";1\n", "\n").replace(";0\n", "\n")
    assert found(text)["compared"] is None


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (edited("p1;4;2", "p1;x;2"), [], "line 12: the cost of project 'p1' is no number"),
        (edited("approval", "ordinal"), [], "of the kind 'ordinal'; only approval ballots"),
        (
            edited("v2;p1", "v2;p7"),
            [],
            r"line 18: the ballot names the unknown project 'p7'\. --lenient leaves",
        ),
        (FILE, ["--budget", "much"], "the budget is no number"),
        (FILE, ["--step", "0"], "no positive number"),
    ],
)
def test_the_command_refuses_with_a_sentence(text: str, options: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(text, *options)


def test_other_ballots_are_counted_as_approval_when_asked() -> None:
    told = found(edited("approval", "ordinal"), "--as-approval", "--lenient")
    assert len(told["winners"]) == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("count_election", str(tmp_path / "none.pb"))
