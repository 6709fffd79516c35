"""Which answers beside earlier ones would tell of the few who moved."""

from analytics.maths.differencing import COMPANY, Earlier, moves_between, safe_to_show

SIZES = {"A": 20, "B": 20, "C": 30}


def roster(**groups: range) -> dict[int, str]:
    return {person: unit for unit, people in groups.items() for person in people}


THEN = roster(A=range(20), B=range(20, 40), C=range(40, 70))
COUNTS = {"A": 8, "B": 8, "C": 10, COMPANY: 26}
ALL = frozenset({"A", "B", "C", COMPANY})


def safe(now: dict[int, str], counts: dict[str, int] | None = None) -> set[str]:
    earlier = Earlier(moves_between(THEN, now), COUNTS, ALL)
    return safe_to_show(set(ALL), SIZES, counts=counts or COUNTS, earlier=[earlier], k=5)


def test_who_did_not_change_is_shown() -> None:
    assert safe(dict(THEN)) == ALL


def test_one_who_joined_holds_back_the_department_and_the_company() -> None:
    assert safe({**THEN, 99: "A"}) == {"B", "C"}


def test_five_who_joined_are_shown() -> None:
    assert safe({**THEN, **roster(A=range(90, 95))}) == ALL


def test_what_is_left_of_the_company_must_not_tell_of_the_one_either() -> None:
    """Five joined C and one A: the company changed by six, but the company less B and C is A."""
    told = safe({**THEN, 99: "A", **roster(C=range(90, 95))})
    assert "A" not in told
    assert not {"B", "C", COMPANY} <= told


def test_a_union_of_departments_tells_of_one_too() -> None:
    """Five moved from A to B and one joined A: A changed by six and B by five, but the two together by one."""
    moved = {**THEN, **roster(B=range(5)), 99: "A"}
    assert not {"A", "B"} <= safe(moved)


def test_a_swap_of_few_is_no_change_for_the_company() -> None:
    assert safe({**THEN, 0: "B", 20: "A"}) == {"C", COMPANY}


def test_a_count_that_movers_cannot_explain_is_shown() -> None:
    """One joined A, but eight more take part: at least seven who stayed changed, and hide the one."""
    assert "A" in safe({**THEN, 99: "A"}, {"A": 16, "B": 8, "C": 10, COMPANY: 34})
    assert "A" not in safe({**THEN, 99: "A"}, {"A": 11, "B": 8, "C": 10, COMPANY: 29})


def test_every_earlier_answer_counts_not_only_the_last() -> None:
    """Five joined, and later four of them and one other left: five changed since then, two since before."""
    later = {**THEN, **roster(A=range(90, 95))}
    now = {person: unit for person, unit in later.items() if person not in {90, 91, 92, 93, 0}}
    since = [Earlier(moves_between(state, now), COUNTS, ALL) for state in (later, THEN)]
    assert "A" in safe_to_show(set(ALL), SIZES, counts=COUNTS, earlier=since[:1], k=5)
    assert "A" not in safe_to_show(set(ALL), SIZES, counts=COUNTS, earlier=since, k=5)
