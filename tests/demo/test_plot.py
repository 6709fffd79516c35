"""The plot: deterministic, in order, and telling the story that the dashboard is to find."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache

from esn.demo import contest, plot, story
from esn.demo.acts import Act, Comment, Decide, Follow, Publish, React, SubmitIdea, Support
from esn.demo.days import Days
from esn.demo.script import decks, seeds
from esn.demo.wording import BLANK

NOW = datetime(2026, 9, 16, 11, 0, tzinfo=UTC)
INTERACTIVE = (Publish, Comment, React, Support, SubmitIdea, Follow)


@cache
def play() -> plot.Play:
    return plot.write(7, NOW)


def weekly(of: set[str]) -> list[float]:
    """Return per week the share of these people who did more than read."""
    days = Days(NOW, plot.DAYS)
    weeks: list[set[str]] = [set() for _ in range(days.weeks)]
    for act in play().acts:
        if isinstance(act, INTERACTIVE) and act.who in of:
            weeks[days.week_of(act.at)].add(act.who)
    return [len(week) / len(of) for week in weeks]


def of(department: str) -> set[str]:
    return {person.username for person in play().company if person.department == department}


def test_the_same_seed_tells_the_same_story() -> None:
    again = plot.write(7, NOW)
    assert again.acts == play().acts
    assert plot.write(8, NOW).acts != play().acts


def test_nothing_happens_after_now_or_out_of_order() -> None:
    moments = [act.at for act in play().acts]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW


def test_nobody_speaks_in_a_thread_before_it_is_there() -> None:
    there: set[int] = set()
    for act in play().acts:
        if isinstance(act, Publish | SubmitIdea):
            there.add(act.thread)
        elif isinstance(act, Comment | React | Support | Decide):
            assert act.thread in there


def test_the_curve_rises_withers_and_recovers() -> None:
    shares = weekly({person.username for person in play().company})
    for week, expected in ((4, 0.45), (15, 0.18), (27, 0.50)):
        assert abs(shares[week] - expected) < 0.04


def test_production_adopts_late_and_supply_chain_not_at_all() -> None:
    production, supply = weekly(of("prod")), weekly(of("sup"))
    assert max(production[:16]) < 0.12
    assert sum(production[-4:]) / 4 > 0.40
    assert max(supply) < 0.25


def test_leaders_are_silent_until_the_fifth_month() -> None:
    days = Days(NOW, plot.DAYS)
    leaders = {person.username for person in play().company if person.level >= 4}
    answers = [days.week_of(a.at) for a in play().acts if isinstance(a, Comment) and a.who in leaders]
    assert len(answers) > 40
    assert min(answers) >= story.TURN_WEEK - 2


def test_every_idea_of_the_decided_challenge_has_its_own_reason() -> None:
    reasons = [act.reason for act in play().acts if isinstance(act, Decide)]
    assert len(reasons) == len(contest.challenge("waste")["ideas"]) >= 21
    assert len(set(reasons)) == len(reasons)
    assert all(len(reason) >= 80 for reason in reasons)


def test_no_blank_stays_unfilled_and_no_deck_is_missing() -> None:
    bodies = [act.body for act in play().acts if isinstance(act, Publish | Comment)]
    assert not [body for body in bodies if BLANK.search(body)]
    wanted = {name for seed in seeds() for star, name in BLANK.findall(seed.body) if star}
    assert wanted <= set(decks())


def test_a_page_of_the_stream_does_not_repeat_itself() -> None:
    openings = [act.body for act in play().acts if isinstance(act, Publish)]
    for start in range(0, len(openings) - 60, 20):
        most, times = Counter(openings[start : start + 60]).most_common(1)[0]
        assert times == 1, most


def test_people_have_different_names_and_accounts() -> None:
    company = play().company
    assert (
        len({person.name for person in company})
        == len({person.username for person in company})
        == len(company)
    )
    assert {"ada", "bo", "max", "eve", "fay"} <= {person.username for person in company}


def test_everybody_but_the_head_reports_to_somebody() -> None:
    names = {person.username for person in play().company}
    assert [person.username for person in play().company if person.boss not in names] == ["eve"]


def test_who_only_joined_today_has_no_past() -> None:
    past: list[Act] = [act for act in play().acts if act.who == "fay" and act.at.date() < NOW.date()]
    assert past == []
