"""Fills a journey's empty database: four people, a hall, an open challenge; run in a process of its own."""

import os
import sys
from datetime import timedelta
from typing import Any


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esn.settings")
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    from people.actions import joining
    from people.models import OrgUnit, Person

    company = OrgUnit.objects.create(name="Acme", kind="company", code="acme")
    units = [
        OrgUnit.objects.create(name=name, parent=company, code=name) for name in ("Engineering", "Sales")
    ]
    password = make_password(sys.argv[1])

    def seat(username: str, name: str, unit: OrgUnit | None, level: int = 1, **more: Any) -> Person:
        person = joining.add_person(
            None,
            username=username,
            display_name=name,
            email=f"{username}@acme.example",
            unit=unit,
            level=level,
            **more,
        )
        person.password = password
        person.save()
        return person

    found(units, company, seat)


def found(units: Any, company: Any, seat: Any) -> None:
    """Seat the people, found their communities and ask a question."""
    from communities.actions import founding, membership
    from esn.kit import clock
    from ideas.actions import challenging, submitting
    from people.actions import access
    from tests.journeys import rooms

    founding.everyone()
    bo, cy = seat("bo", "Bo Berg", units[0]), seat("cy", "Cy Dahl", units[1])
    max_, eve = seat("max", "Max Moe", units[0], 2), seat("eve", "Eve Enger", company, 5)
    access.grant_role(None, eve, role="executive")
    access.grant_role(None, seat("ada", "Ada Aasen", units[0]), role="administrator")
    hall = founding.found_community(max_, name="Hall", description="Where everybody meets")
    for person in (bo, cy):
        membership.join_community(person, hall)
    lab = founding.found_community(max_, name="Lab", kind="private", description="Prototypes")
    gus = seat("gus", "Gus Gast", None, is_external=True)
    rooms.furnish(lab, {"bo": bo, "cy": cy, "max": max_, "gus": gus})
    now = clock.now()
    challenge = challenging.launch_challenge(
        max_,
        community=hall,
        title="How do we waste less?",
        problem="We throw away too much.",
        opens_at=now - timedelta(days=1),
        submissions_close_at=now + timedelta(days=5),
        voting_close_at=now + timedelta(days=9),
        decide_by=now + timedelta(days=20),
        sponsor=eve,
    )
    submitting.submit_idea(
        cy, challenge, title="Sort the scrap", problem="Mixed bins", proposal="Two bins at each saw."
    )
    contest(hall, max_, eve, cy)
    voters = [cy, *(seat(f"voter{n}", f"Voter {n}", units[n % 2]) for n in range(5))]
    closed(hall, max_, eve, voters)


def closed(hall: Any, max_: Any, eve: Any, voters: Any) -> None:
    """Close a third challenge, in which six people chose among three ideas; eve owes its answers."""
    from esn.kit import clock
    from ideas.actions import balloting, challenging, planning, submitting

    now = clock.now()
    days = {"opens_at": -30, "submissions_close_at": -20, "voting_close_at": -10, "decide_by": -2}
    dates: Any = {name: now + timedelta(days=n) for name, n in days.items()}
    challenge = challenging.launch_challenge(
        max_, community=hall, title="Where does the money go?", problem="There is some.", sponsor=eve,
        budget_cents=1_000_000, **dates,
    )  # fmt: skip
    with clock.at(now - timedelta(days=25)):
        planning.choose_ballots(max_, challenge, {"approval": {"amount": 2}})
        ideas = [
            submitting.submit_idea(
                voters[0], challenge, title=title, proposal="As in hall 2.", cost_cents=cost
            )
            for title, cost in (("New saws", 600_000), ("Warm gloves", 200_000), ("A roof", 900_000))
        ]
    with clock.at(now - timedelta(days=15)):
        for n, who in enumerate(voters):
            lines = {ideas[n % 3].pk: 1, ideas[1].pk: 1}
            balloting.cast_ballot(who, challenge, kind="approval", lines=lines)


def contest(hall: Any, max_: Any, eve: Any, cy: Any) -> None:
    """Let a second challenge vote now, with four ideas of cy's."""
    from esn.kit import clock
    from ideas.actions import challenging, planning, submitting

    now = clock.now()
    voting = challenging.launch_challenge(
        max_,
        community=hall,
        title="What do we build first?",
        problem="There is money for one thing.",
        opens_at=now - timedelta(days=9),
        submissions_close_at=now - timedelta(days=1),
        voting_close_at=now + timedelta(days=9),
        decide_by=now + timedelta(days=20),
        sponsor=eve,
    )
    with clock.at(now - timedelta(days=5)):
        planning.choose_ballots(eve, voting, {"approval": {"amount": 2}, "ranking": {}, "pairwise": {}})
        for title in ("A hook for the peel", "Quieter fans", "A light in the store", "Warmer gloves"):
            submitting.submit_idea(cy, voting, title=title, proposal="It costs little and helps at once.")


if __name__ == "__main__":
    main()
