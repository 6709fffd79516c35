"""The plot: from content and story to an ordered list of dated acts. Pure and deterministic by its seed."""

import random
from dataclasses import dataclass
from datetime import datetime

from esn.demo import contest, habits, story
from esn.demo.acts import Act, Comment, FoundCommunity, Hire, OpenChallenge, Publish, SubmitIdea
from esn.demo.boards import Boards
from esn.demo.cast import Somebody, hire
from esn.demo.contest import Contest
from esn.demo.crowd import Crowd
from esn.demo.days import Days
from esn.demo.occasions import Occasions
from esn.demo.script import STORY_WEEKS, Seed, seeds
from esn.demo.talk import Talk

DAYS = 7 * STORY_WEEKS
PEOPLE = 240
# At the same moment: people first, then places, then words, then what is done to them.
ORDER: tuple[type[Act], ...] = (Hire, FoundCommunity, OpenChallenge, Publish, SubmitIdea, Comment)
SPACING = 4


@dataclass(frozen=True)
class Play:
    """Who is on stage, who owns which community, and everything that happens."""

    company: list[Somebody]
    owners: dict[str, Somebody]
    acts: list[Act]


def write(seed: int, now: datetime, *, people: int = PEOPLE, count: int = DAYS) -> Play:
    """Return the play that ends at `now` after so many days with so many people."""
    dice = random.Random(f"plot:{seed}")
    company = hire(seed, now.date(), people=people)
    days = Days(now, count)
    owners = habits.assign_rooms(dice, company)
    crowd = Crowd(dice, company, days)
    talk = Talk(dice, crowd, owners)
    contests = {key: Contest(dice, talk, key) for key in contest.KEYS}
    for one in contests.values():
        one.play()
    for sown, week in _schedule(dice, days, size=len(company) / PEOPLE * count / DAYS):
        talk.stage(sown, week)
    Occasions(seed, talk).play()
    acts = [
        *habits.arrive(days, company, owners),
        *habits.join(dice, crowd, owners),
        *habits.follow(dice, crowd),
    ]
    talk.wake_the_rest()
    acts += [*talk.acts, *habits.read(dice, crowd)]
    acts += Boards(seed, contests, talk.acts).play()
    acts.sort(key=lambda act: (act.at, _rank(act)))
    return Play(company, owners, acts)


def _rank(act: Act) -> int:
    return next((place for place, kind in enumerate(ORDER) if isinstance(act, kind)), len(ORDER))


def _schedule(dice: random.Random, days: Days, *, size: float) -> list[tuple[Seed, int]]:
    """Return which seed is played in which real week, the busy weeks getting more of them."""
    plan: list[tuple[Seed, int]] = []
    for seed in seeds():
        weeks = [w for w in range(days.weeks) if seed.first_week <= days.story_week(w) < seed.last_week + 1]
        if seed.is_late or not weeks:
            weeks = [days.weeks - 1] if seed.is_late or seed.last_week == STORY_WEEKS else weeks
        uses = _uses(dice, seed, size)
        plan += [(seed, week) for week in _spread(dice, days, weeks, uses=uses)]
    # In order of time, so that a sentence which comes back does so as late as it can.
    return sorted(plan, key=lambda row: row[1])


def _uses(dice: random.Random, seed: Seed, size: float) -> int:
    if seed.by or size >= 1:
        return seed.uses
    whole = seed.uses * size
    return int(whole) + (dice.random() < whole % 1)


def _spread(dice: random.Random, days: Days, weeks: list[int], *, uses: int) -> list[int]:
    """Return so many weeks, apart from each other where there are few uses."""
    chosen: list[int] = []
    left = list(weeks)
    while left and len(chosen) < uses:
        week = dice.choices(left, [story.share(days.story_week(w)) for w in left])[0]
        chosen.append(week)
        gap = SPACING if uses <= 4 else 0
        left = [w for w in left if abs(w - week) >= gap] if uses <= 4 else left
    return chosen
