"""Who takes part in which week, and who of them writes, answers or reacts next."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from esn.demo import story
from esn.demo.cast import Somebody
from esn.demo.company import DEPARTMENTS, SITES
from esn.demo.days import Days

FEW = 3


class Crowd:
    """The people who take part, week by week; whoever has to step in is added to the week."""

    def __init__(self, dice: random.Random, company: list[Somebody], days: Days) -> None:
        self.dice = dice
        self.days = days
        self.company = company
        self.by_name = {person.username: person for person in company}
        self.ties: Counter[tuple[str, str]] = Counter()
        self.acted: dict[int, set[str]] = defaultdict(set)
        self.weeks = [self._gather(week) for week in range(days.weeks)]

    def _gather(self, week: int) -> dict[str, Somebody]:
        at = self.days.story_week(week)
        wanted = story.share(at) * len(self.company)
        pull = {key: story.lean(key, at) * self._heads(key) for key in DEPARTMENTS}
        chosen: dict[str, Somebody] = {}
        for key in DEPARTMENTS:
            seats = min(round(wanted * pull[key] / sum(pull.values())), int(self._heads(key) * 0.92))
            staff = [p for p in self._employed(week) if p.department == key and story.zeal(p, at) > 0]
            staff.sort(key=lambda p: self.dice.random() ** (1 / story.zeal(p, at)), reverse=True)
            chosen |= {person.username: person for person in staff[:seats]}
        return chosen

    def _heads(self, department: str) -> int:
        return sum(1 for person in self.company if person.department == department)

    def _employed(self, week: int) -> list[Somebody]:
        first = self.days.in_week(week)[0]
        return [person for person in self.company if person.hired_on <= first]

    def pick(
        self,
        voice: str,
        week: int,
        *,
        room: str = "",
        not_these: Iterable[str] = (),
        near: Somebody | None = None,
    ) -> Somebody | None:
        """Return somebody of that voice who takes part in the week, or one of the few who always step in."""
        taken = set(not_these)
        fitting = [
            p for p in self.weeks[week].values() if self._fits(p, voice, room) and p.username not in taken
        ]
        if not fitting:
            return self._stand_in(voice, week, room=room, taken=taken)
        weights = [self._weight(person, week, near) for person in fitting]
        return self.dice.choices(fitting, weights)[0]

    def _stand_in(self, voice: str, week: int, *, room: str, taken: set[str]) -> Somebody | None:
        at = self.days.story_week(week)
        staff = [p for p in self._employed(week) if self._fits(p, voice, room) and p.username not in taken]
        staff = sorted((p for p in staff if story.zeal(p, at) > 0), key=lambda p: -p.pull)[:FEW]
        return self.dice.choice(staff) if staff else None

    def _fits(self, person: Somebody, voice: str, room: str) -> bool:
        if room and room not in person.rooms:
            return False
        return voice in {"*", "any", person.department} or (voice in SITES and person.site == voice)

    def _weight(self, person: Somebody, week: int, near: Somebody | None) -> float:
        weight = math.pow(person.pull, 0.6)
        if near is None:
            return weight
        if person.department == near.department:
            weight *= story.closeness(self.days.story_week(week))
        return weight * (1 + 2 * min(self.ties[near.username, person.username], 4))

    def react(self, week: int, count: int, *, room: str, near: Somebody) -> list[Somebody]:
        """Return so many different people of the week who react to somebody's words."""
        fitting = [p for p in self.weeks[week].values() if p is not near and (not room or room in p.rooms)]
        keyed = sorted(
            fitting, key=lambda p: self.dice.random() ** (1 / self._weight(p, week, near)), reverse=True
        )
        return keyed[:count]

    def note(self, person: Somebody, moment: datetime, other: Somebody | None = None) -> None:
        """Remember that somebody took part, and whom they turned to."""
        self.acted[self.days.week_of(moment)].add(person.username)
        if other is not None and other is not person:
            self.ties[person.username, other.username] += 1
