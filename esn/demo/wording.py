"""Fills the blanks of a text: `{slot}` is one fact in all of a thread, `{*deck}` a fresh sentence.

A sentence may bring its answers along, after ` => `; `{>deck}` is the next of them.
"""

import random
import re

from esn.demo.cast import Somebody
from esn.demo.company import DEPARTMENTS
from esn.demo.script import decks
from esn.demo.words import NUMBERS, WORDS

BLANK = re.compile(r"\{([*>]?)([a-z0-9_]+)\}")
PERSONAL = {"who", "who_name", "whom_name", "whom_team"}


class Phrasebook:
    """Deals sentences from shuffled decks, so that none comes back before all have been said."""

    def __init__(self, dice: random.Random, company: list[Somebody]) -> None:
        self.dice = dice
        self.company = company
        self.hands: dict[str, list[str]] = {}
        self.recent: dict[str, list[str]] = {}

    def fill(self, text: str, facts: dict[str, str], *, author: Somebody) -> str:
        """Return the text without blanks; new facts are kept in `facts` for the rest of the thread."""

        def blank(match: re.Match[str]) -> str:
            if match[1]:
                return self._sentence(match[2], facts, author=author, is_next=match[1] == ">")
            if match[2] not in facts:
                self._learn(match[2], facts, author)
            return facts[match[2]]

        return BLANK.sub(blank, text)

    def _sentence(self, deck: str, facts: dict[str, str], *, author: Somebody, is_next: bool) -> str:
        """Return a fresh sentence, or the answer that belongs to the one drawn before; empty if there is none."""
        line = facts.pop(f">{deck}", "") if is_next else self.draw(deck)
        said, _, answer = line.partition(" => ")
        facts[f">{deck}"] = answer
        return self.fill(said, facts, author=author)

    def draw(self, deck: str) -> str:
        """Return the next sentence of a deck."""
        hand = self.hands.setdefault(deck, [])
        if not hand:
            fresh = [line for line in decks()[deck] if line not in self.recent.get(deck, ())]
            stale = list(self.recent.get(deck, ()))
            self.dice.shuffle(fresh)
            # Dealt from the end: what was said lately comes back last.
            hand.extend([*stale, *fresh])
            self.recent[deck] = []
        line = hand.pop()
        if len(hand) < len(decks()[deck]) // 2:
            self.recent.setdefault(deck, []).append(line)
        return line

    def _learn(self, name: str, facts: dict[str, str], author: Somebody) -> None:
        if name in PERSONAL:
            self._learn_person(name, facts, author)
        elif name in WORDS:
            facts[name] = self.dice.choice([word for word in WORDS[name] if word not in facts.values()])
        elif name in NUMBERS:
            facts[name] = str(self.dice.randint(*NUMBERS[name]))
        else:
            facts[name] = self._make(name, author)

    def _learn_person(self, name: str, facts: dict[str, str], author: Somebody) -> None:
        others = [p for p in self.company if p.department != author.department and p.level < 4 and p.pull]
        if name.startswith("whom"):
            person = self.dice.choice(
                [p for p in self.company if p.hired_on.year % 5 == 1 and p.pull] or others
            )
            facts["whom_name"], facts["whom_team"] = (
                person.name,
                person.team or DEPARTMENTS[person.department].name,
            )
        else:
            person = self.dice.choices(others, [min(p.pull, 6) for p in others])[0]
            facts["who"], facts["who_name"] = f"@{person.username}", person.name

    def _make(self, name: str, author: Somebody) -> str:
        dice = self.dice
        if name == "serial":
            return f"{dice.choice(('4', '6', '8'))}{dice.randint(10, 24)}-{dice.randint(1000, 9899)}"
        if name == "part":
            return f"{dice.choice('KSTB')}-{dice.randint(1100, 8899)}"
        if name == "release":
            return f"{dice.randint(4, 6)}.{dice.randint(10, 29)}"
        if name == "team":
            return author.team or DEPARTMENTS[author.department].name
        if name == "team2":
            return dice.choice(
                [team.name for department in DEPARTMENTS.values() for team in department.teams[:3]]
            )
        if name == "dept":
            return dice.choice([department.name for department in DEPARTMENTS.values()])
        raise KeyError(name)
