"""The people of the demo company, hired from the plan in `company`; the same seed hires the same people."""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from esn.demo.company import DEPARTMENTS, Department, Team
from esn.demo.lives import BIOS
from esn.demo.names import FIRST, LAST

EMPLOYEE, LEAD, MANAGER, DIRECTOR, EXECUTIVE = 1, 2, 3, 4, 5
# Everybody can look these up: the accounts printed at the end of the seeding.
NAMED = {
    "ada": ("Ada Almeida", "it", "Workplace", "System administrator",
            "I look after accounts, laptops and the network. If it blinks, it is probably mine. Porto, second floor."),
    "bo": ("Bo Bernhard", "svc", "Field service DACH", "Service technician",
           "On the road between Lindau and Freiburg. Deck ovens since 2014. I collect starters from customers."),
    "max": ("Max Moreau", "mkt", "Communications", "Community manager",
            "I help communities to get going and to keep going. Ask me where to post. Grew up above a bakery."),
    "eve": ("Eve Ekström", "fin", "Management", "Managing Director",
            "Mechanical engineer, baker's daughter, here since the Sole 2. My door and my inbox are open."),
    "fay": ("Fay Fontaine", "eng", "Thermal", "Thermal engineer", ""),
}  # fmt: skip


@dataclass
class Somebody:
    """A person of the demo; `pull` is how readily they take part, heavy-tailed."""

    username: str
    name: str
    department: str
    team: str
    site: str
    title: str
    level: int
    hired_on: date
    pull: float
    skills: str = ""
    bio: str = ""
    boss: str = ""
    rooms: set[str] = field(default_factory=set)

    @property
    def first(self) -> str:
        """The name that colleagues use."""
        return self.name.split(" ")[0]


def hire(seed: int, today: date, *, people: int = 240) -> list[Somebody]:
    """Return everybody, directors first in each department; smaller companies keep the proportions."""
    dice = random.Random(f"people:{seed}")
    names = _names(dice)
    share = min(1.0, people / sum(department.size for department in DEPARTMENTS.values()))
    company: list[Somebody] = []
    for key, department in DEPARTMENTS.items():
        company += _staff(dice, (key, department), names, share=share, today=today)
    _name_the_known(company, today)
    return company


def _names(dice: random.Random) -> list[str]:
    """Return far more names than needed, each once; a first or last name comes back only late."""
    firsts = [name for _ in range(2) for name in dice.sample(FIRST, len(FIRST))]
    lasts = [name for _ in range(2) for name in dice.sample(LAST, len(LAST))]
    return list(dict.fromkeys(f"{first} {last}" for first, last in zip(firsts, lasts, strict=False)))


def account(name: str) -> str:
    """Return the user name that the directory gives: first.last without accents."""
    plain = unicodedata.normalize(
        "NFKD", name.replace("ł", "l").replace("Ł", "L").replace("ı", "i").replace("ß", "ss")
    )
    return ".".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def _staff(
    dice: random.Random, which: tuple[str, Department], names: list[str], *, share: float, today: date
) -> list[Somebody]:
    key, department = which
    director = _person(
        dice, names.pop(), (key, "", department.site), title=department.director, level=DIRECTOR
    )
    director.hired_on = _hired(dice, today, DIRECTOR)
    staff = [director]
    for team in department.teams:
        staff += _team(dice, (key, team), names, boss=director.username, share=share)
    for person in staff[1:]:
        person.hired_on = _hired(dice, today, person.level)
    if key == "fin":
        director.level = EXECUTIVE
    return staff


def _team(
    dice: random.Random, which: tuple[str, Team], names: list[str], *, boss: str, share: float
) -> list[Somebody]:
    key, team = which
    place = (key, team.name, team.site)
    rank = MANAGER if team.size >= 7 else LEAD
    head = _person(dice, names.pop(), place, title=team.lead, level=rank)
    head.boss = boss
    head.skills = team.skills
    staff = [head]
    for number in range(1, max(2, round(team.size * share))):
        is_lead = team.size * share >= 9 and number == 1
        title = f"Team lead {team.name.lower()}" if is_lead else dice.choice(team.titles)
        person = _person(dice, names.pop(), place, title=title, level=LEAD if is_lead else EMPLOYEE)
        person.boss = staff[1].username if len(staff) > 2 and staff[1].level == LEAD else head.username
        person.skills = _some(dice, team.skills)
        person.bio = dice.choice(BIOS) if dice.random() < 0.45 else ""
        staff.append(person)
    return staff


def _person(
    dice: random.Random, name: str, place: tuple[str, str, str], *, title: str, level: int
) -> Somebody:
    department, team, site = place
    pull = min(dice.paretovariate(1.15), 25.0)
    return Somebody(account(name), name, department, team, site, title, level, date.min, pull)


def _hired(dice: random.Random, today: date, level: int) -> date:
    if level == EMPLOYEE and dice.random() < 0.07:
        return today - timedelta(days=dice.randint(20, 200))
    years = dice.gammavariate(2, 3.2) + level
    return today - timedelta(days=220 + int(365 * min(years, 38)))


def _some(dice: random.Random, skills: str) -> str:
    known = skills.split(", ")
    return ", ".join(sorted(dice.sample(known, min(len(known), dice.randint(2, 4))), key=known.index))


def _name_the_known(company: list[Somebody], today: date) -> None:
    """Give the five known accounts the seats of five people of the right teams."""
    for username, (name, department, team, title, bio) in NAMED.items():
        levels = {MANAGER, LEAD} if username == "eve" else {EMPLOYEE}
        seats = [p for p in company if (p.department, p.team) == (department, team) and p.level in levels]
        person = seats[-1]
        for other in company:
            other.boss = username if other.boss == person.username else other.boss
        person.username, person.name, person.title, person.bio = username, name, title, bio
    by_name = {person.username: person for person in company}
    _crown(by_name["eve"], company)
    by_name["max"].level, by_name["max"].pull = LEAD, 30.0
    by_name["ada"].pull, by_name["bo"].pull, by_name["eve"].pull = 22.0, 12.0, 8.0
    by_name["fay"].hired_on, by_name["fay"].pull = today, 0.0
    for username in ("ada", "bo", "max"):
        by_name[username].hired_on = min(by_name[username].hired_on, today - timedelta(days=900))


def _crown(eve: Somebody, company: list[Somebody]) -> None:
    eve.level, eve.boss = EXECUTIVE, ""
    for person in company:
        if person is not eve and (person.level >= DIRECTOR or person.team == "Management"):
            person.boss = eve.username
