"""Nothing that is shown tells of fewer than five people."""

import copy
import random
from typing import Any

import pytest
from scipy.optimize import linprog

from analytics.release import released

Body = dict[str, Any]


def body(people: list[int], counts: list[int], *, unplaced: int = 0, unplaced_count: int = 0) -> Body:
    """Return a snapshot of one measure over departments of these sizes, each with so many who count."""
    units = {str(n): _figure(size, count) for n, (size, count) in enumerate(zip(people, counts, strict=True))}
    total = _figure(sum(people) + unplaced, sum(counts) + unplaced_count)
    return {
        "departments": [{"id": n, "people": size} for n, size in enumerate(people)],
        "unplaced": unplaced,
        "measures": {
            "M-3": {
                "company": total,
                "previous": 0.1,
                "last_year": None,
                "history": [0.1],
                "departments": units,
            }
        },
        "matrix": None,
        "detectors": {},
    }


def _figure(n: int, count: int) -> Body:
    value = count / n if n else None
    return {
        "value": value,
        "n": n,
        "people": n,
        "count": count,
        "low": 0.0,
        "high": 1.0,
        "parts": {},
        "reason": "",
    }


def shown(kept: Body) -> set[str]:
    return {key for key, one in kept["measures"]["M-3"]["departments"].items() if one["value"] is not None}


def test_a_small_department_is_hidden_and_says_why() -> None:
    kept = released(body([4, 9, 20, 30], [2, 4, 10, 10]))
    assert "0" not in shown(kept)
    assert "Fewer than 5" in kept["measures"]["M-3"]["departments"]["0"]["reason"]


def test_one_hidden_department_is_never_alone() -> None:
    kept = released(body([4, 9, 20, 30], [2, 4, 10, 10]))
    assert shown(kept) == {"2", "3"}
    # Of thirteen, eleven: then three of the four at least.
    assert shown(released(body([4, 9, 20, 30], [3, 8, 10, 10]))) == {"3"}
    assert "worked out" in kept["measures"]["M-3"]["departments"]["1"]["reason"]


def test_a_complement_below_five_hides_the_rest_too() -> None:
    assert shown(released(body([4, 9], [2, 4]))) == set()


def test_people_without_a_department_are_a_hidden_part_too() -> None:
    assert shown(released(body([20, 30], [10, 10], unplaced=7, unplaced_count=4))) == {"1"}
    assert shown(released(body([9, 20], [9, 10], unplaced=2, unplaced_count=2))) == set()
    assert shown(released(body([9, 20], [4, 10], unplaced=0))) == {"0", "1"}


def test_a_hidden_sum_of_nought_hides_more() -> None:
    # The two small ones hold nobody who counts: hiding them alone would tell exactly that.
    assert shown(released(body([3, 4, 19, 30], [0, 0, 10, 10]))) == {"3"}


def test_a_company_of_four_shows_nothing() -> None:
    kept = released(body([4], [2]))["measures"]["M-3"]
    assert kept["company"]["value"] is None
    assert kept["history"] == []


def test_one_person_who_makes_it_all_is_hidden() -> None:
    given = body([20], [5])
    given["measures"]["M-3"]["company"]["largest_shares"] = (0.6, 0.7)
    assert released(given)["measures"]["M-3"]["company"]["value"] is None


@pytest.mark.parametrize("k", [3, 5, 10])
def test_the_least_group_may_be_raised_never_lowered(k: int) -> None:
    assert shown(released(body([6, 27, 30, 30], [3, 13, 10, 10]), k)) == (
        {"2", "3"} if k == 10 else {"0", "1", "2", "3"}
    )


def test_cells_of_the_matrix_need_people_and_pairs() -> None:
    given = body([4, 9, 9], [2, 4, 4])
    given["matrix"] = {
        "departments": [{"id": n, "people": people, "name": str(n)} for n, people in enumerate([4, 9, 9])],
        "ratios": [[1.0] * 3 for _ in range(3)],
        "pairs": [[9, 9, 9], [9, 9, 2], [9, 2, 9]],
    }
    cells = released(given)["matrix"]["cells"]
    assert [cell["value"] for cell in cells[0]] == [None] * 3
    assert (cells[1][1]["value"], cells[1][2]["value"]) == (1.0, None)


def test_no_hidden_department_can_be_computed_by_subtraction() -> None:
    """A hundred random companies: what is hidden holds two parts and at least five people, or nothing is shown."""
    dice = random.Random(5)
    for _ in range(100):
        sizes = [dice.randint(1, 40) for _ in range(dice.randint(1, 9))]
        counts = [dice.randint(0, size) for size in sizes]
        kept = released(body(sizes, counts))
        hidden = [n for n in range(len(sizes)) if str(n) not in shown(kept)]
        if len(hidden) in (0, len(sizes)):
            continue
        assert len(hidden) >= 2
        assert sum(sizes[n] for n in hidden) >= 5
        rest, room = sum(counts[n] for n in hidden), sum(sizes[n] for n in hidden)
        for n in [n for n in hidden if sizes[n] < 5]:
            possible = linear_programme([sizes[m] for m in hidden], hidden.index(n), rest)
            assert possible > 5 or possible == sizes[n]
        assert 0 < rest < room


def linear_programme(bounds: list[int], place: int, total: int) -> float:
    """Return how far a hidden count may lie from one end to the other, by brute linear programming."""
    aim = [0.0] * len(bounds)
    aim[place] = 1.0
    ends = [
        linprog(
            [sign * a for a in aim], A_eq=[[1] * len(bounds)], b_eq=[total], bounds=[(0, b) for b in bounds]
        )
        for sign in (1, -1)
    ]
    return float(round(-ends[1].fun - ends[0].fun, 6))


def test_evidence_shows_no_department_that_the_table_withholds() -> None:
    given = body([3, 4, 19, 30], [0, 0, 10, 10])
    rows = [{"id": n, "people": people, "name": f"Unit {n}"} for n, people in enumerate([3, 4, 19, 30])]
    evidence = {"gini": 0.61803, "top": 3, "wording": "", "departments": rows, "damped": {"2": 0.5, "3": 0.5}}
    given["detectors"] = {"D2": {"sentence": "", "units": [], "evidence": evidence}}
    found = released(given)["detectors"]["D2"]["evidence"]
    assert [row["id"] for row in found["departments"]] == [3]
    assert (found["gini"], found["damped"]) == (0.6, {"3": 0.5})


def test_a_sentence_does_not_name_a_department_that_is_too_small() -> None:
    given = body([4, 9, 20], [4, 1, 1])
    rows = [{"id": n, "people": people, "name": f"Unit {n}"} for n, people in enumerate([4, 9, 20])]
    evidence = {"gini": 0.6, "top": 0, "wording": "one department", "departments": rows, "damped": {"0": 1.0}}
    given["detectors"] = {"D2": {"sentence": "… are in Unit 0.", "units": [], "evidence": evidence}}
    state = released(given)["detectors"]["D2"]
    assert "Unit 0" not in str(state)
    assert state["evidence"]["top"] is None


def company(dice: random.Random) -> tuple[list[int], dict[str, list[int]]]:
    """Return departments' sizes and, nested in one another, who was active, interactive and a contributor."""
    sizes = [dice.randint(1, 25) for _ in range(dice.randint(2, 8))]
    active = [dice.randint(0, size) if dice.random() < 0.7 else size for size in sizes]
    interactive = [dice.randint(0, many) for many in active]
    contributors = [dice.randint(0, many) for many in interactive]
    return sizes, {"M-2": active, "M-3": interactive, "M-5": contributors}


def published(sizes: list[int], counts: dict[str, list[int]]) -> Body:
    """Release the three shares of the headcount, and the readers among the active, which rest on two of them."""
    whole = body(sizes, counts["M-3"])
    whole["measures"] = {key: body(sizes, told)["measures"]["M-3"] for key, told in counts.items()}
    reading = [a - b for a, b in zip(counts["M-2"], counts["M-3"], strict=True)]
    whole["measures"]["M-4"] = body(counts["M-2"], reading)["measures"]["M-3"]
    for figure, size in zip(whole["measures"]["M-4"]["departments"].values(), sizes, strict=True):
        figure["people"] = size
    whole["measures"]["M-4"]["company"]["people"] = sum(sizes)
    return released(whole, is_rounded=False)


def learnt(kept: Body, key: str, place: int) -> float | None:
    """Return the count that an attacker reads off the published figures of a department, whichever they are."""
    figures = {name: one["departments"][str(place)] for name, one in kept["measures"].items()}
    if figures[key]["value"] is not None:
        return float(figures[key]["value"] * figures[key]["n"])
    readers = figures["M-4"]
    if readers["value"] is not None and key != "M-5":
        return float(readers["n"] if key == "M-2" else readers["n"] * (1 - readers["value"]))
    return None


def nothing(kept: Body) -> Body:
    """Return the same without any department's figure."""
    bare = copy.deepcopy(kept)
    for one in bare["measures"].values():
        for figure in one["departments"].values():
            figure["value"] = None
    return bare


def bounds_of(kept: Body, sizes: list[int], counts: dict[str, list[int]], key: str, place: int) -> float:
    """Return how wide the attacker's interval for a hidden count is, given all that is published at once."""
    keys, n = list(counts), len(sizes)
    limits = []
    for name in keys:
        for at, size in enumerate(sizes):
            told = learnt(kept, name, at)
            limits.append((0, size) if told is None else (told, told))
    sums = [[float(row * n <= at < (row + 1) * n) for at in range(len(limits))] for row in range(len(keys))]
    inside = [
        [float(at == (row + 1) * n + unit) - float(at == row * n + unit) for at in range(len(limits))]
        for row in range(len(keys) - 1)
        for unit in range(n)
    ]
    aim = [float(at == keys.index(key) * n + place) for at in range(len(limits))]
    ends = [
        linprog(
            [sign * a for a in aim],
            A_eq=sums,
            b_eq=[sum(counts[name]) for name in keys],
            A_ub=inside,
            b_ub=[1e-6] * len(inside),
            bounds=limits,
        ).fun
        for sign in (1, -1)
    ]
    return float(round(-ends[1] - ends[0], 4))


def test_all_measures_together_tell_no_small_department() -> None:
    dice = random.Random(11)
    for _ in range(150):
        sizes, counts = company(dice)
        kept = published(sizes, counts)
        for place, size in enumerate(sizes):
            for key in counts:
                if size >= 5 or kept["measures"][key]["company"]["value"] is None:
                    continue
                assert learnt(kept, key, place) is None
                # Few as the company's own total may be, the departments' figures add nothing to what it tells.
                unknown = bounds_of(nothing(kept), sizes, counts, key, place)
                width = bounds_of(kept, sizes, counts, key, place)
                assert width >= min(6, size, unknown) - 1e-3, (sizes, counts, key, place)
