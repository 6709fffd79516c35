"""What people do beside talking: they are hired, join communities, follow each other, and read."""

import random
from datetime import UTC, datetime, time, timedelta

from esn.demo import days as times
from esn.demo import story
from esn.demo.acts import Act, Follow, FoundCommunity, Hire, JoinCommunity, Read
from esn.demo.cast import DIRECTOR, EMPLOYEE, Somebody
from esn.demo.company import SITES
from esn.demo.crowd import Crowd
from esn.demo.days import Days
from esn.demo.rooms import ROOMS, Room

OPEN = {room.key for room in ROOMS if room.kind == "open"}
KNOWN_ROOMS = {
    "ada": {"askit", "hearthlink", "por", "out", "newhere", "sole8", "bakelab", "field"},
    "bo": {"field", "bakelab", "askit", "hearthlink", "rav", "out", "sole8", "newhere", "floor", "parts"},
    "max": {room.key for room in ROOMS} - {"saffron", "por"},
    "eve": {room.key for room in ROOMS} - {"por", "ann", "out"},
    "fay": {"newhere", "askit", "bakelab", "rav"},
}


def assign_rooms(dice: random.Random, company: list[Somebody]) -> dict[str, Somebody]:
    """Decide who will belong to which community; return the owner of each."""
    owners: dict[str, Somebody] = {}
    for room in ROOMS:
        owners[room.key] = _owner(room, company)
        for person in company:
            chance = room.share.get(person.department, room.share.get(person.site, room.share.get("*", 0)))
            if person.username not in KNOWN_ROOMS and dice.random() < chance:
                person.rooms.add(room.key)
        owners[room.key].rooms.add(room.key)
    for person in company:
        person.rooms |= KNOWN_ROOMS.get(person.username, set())
    return owners


def _owner(room: Room, company: list[Somebody]) -> Somebody:
    named = [person for person in company if person.username == room.owner]
    here = [p for p in company if p.department == room.owner and p.level < DIRECTOR]
    here = [p for p in here if room.key not in SITES or p.site == room.key] or here
    return named[0] if named else max(here, key=lambda p: (p.level > EMPLOYEE, p.pull, p.username))


def arrive(days: Days, company: list[Somebody], owners: dict[str, Somebody]) -> list[Act]:
    """Return the first acts: the directory is filled, the communities are founded."""
    start = datetime.combine(days.first, time(4, 30), UTC)
    acts: list[Act] = []
    for person in sorted(company, key=lambda p: p.boss != ""):
        day = datetime.combine(person.hired_on, time(5, 30), UTC)
        is_today = person.hired_on >= days.now.date()
        acts.append(Hire(days.now - timedelta(minutes=200) if is_today else max(start, day), person.username))
    acts += [
        FoundCommunity(start + timedelta(minutes=20), owners[room.key].username, room.key) for room in ROOMS
    ]
    return acts


def join(dice: random.Random, crowd: Crowd, owners: dict[str, Somebody]) -> list[Act]:
    """Return when everybody joins: closed communities at once, open ones when they first take part."""
    acts: list[Act] = []
    start = datetime.combine(crowd.days.first, time(5, 0), UTC)
    for person in crowd.company:
        first = next((w for w, members in enumerate(crowd.weeks) if person.username in members), None)
        for room in sorted(person.rooms):
            if owners[room] is person:
                continue
            if room not in OPEN:
                at = max(start, datetime.combine(person.hired_on, time(6, 0), UTC))
                acts.append(JoinCommunity(at, person.username, room, owners[room].username))
            else:
                acts.append(
                    JoinCommunity(_joining(dice, crowd.days, person, first=first), person.username, room)
                )
    return [act for act in acts if act.at < crowd.days.now]


def _joining(dice: random.Random, days: Days, person: Somebody, *, first: int | None) -> datetime:
    if person.hired_on >= days.now.date():
        return days.now - timedelta(minutes=dice.randint(60, 180))
    week = (
        dice.randrange(days.weeks)
        if first is None
        else min(days.weeks - 1, first + int(dice.expovariate(0.7)))
    )
    at = times.hour_of(dice, person, times.workday(dice, person, days.in_week(week)))
    return max(at, datetime.combine(person.hired_on, time(8, 0), UTC))


def follow(dice: random.Random, crowd: Crowd) -> list[Act]:
    """Return whom people follow: near ones first, far ones once they have met them in a thread."""
    acts: list[Act] = []
    followed: set[tuple[str, str]] = set()
    days = crowd.days
    for week, members in enumerate(crowd.weeks):
        for person in members.values():
            chance = 0.9 if all(person.username not in earlier for earlier in crowd.weeks[:week]) else 0.13
            for _ in range(dice.randint(1, 4) if dice.random() < chance else 0):
                other = crowd.pick("*", week, not_these=[person.username], near=person)
                at = times.hour_of(dice, person, times.workday(dice, person, days.in_week(week)))
                if other and (person.username, other.username) not in followed and at < days.now:
                    followed.add((person.username, other.username))
                    acts.append(Follow(at, person.username, other.username))
                    crowd.note(person, at, other)
    return acts


def read(dice: random.Random, crowd: Crowd) -> list[Act]:
    """Return one act per person and day on which they read."""
    acts: list[Act] = []
    days = crowd.days
    for number in range(days.count):
        day = days.day(number)
        week = days.week_of(datetime.combine(day, time(12), UTC))
        for person in crowd.company:
            if person.hired_on > day or person.hired_on == days.now.date():
                continue
            chance = (
                0.62
                if person.username in crowd.weeks[week]
                else story.attention(person, days.story_week(week))
            )
            if dice.random() < chance * times.weight(day, person):
                at = times.hour_of(dice, person, day)
                if at < days.now:
                    acts.append(Read(at, person.username))
    return acts
