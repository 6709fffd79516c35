"""The last touches of the demo: rooms that show what communities can be, open requests, and who was last active where."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from activity.actions import commenting, publishing
from communities.actions import counting, founding, guesting, membership, settling
from communities.models import Community, Membership
from esn.demo import filing
from esn.demo.playing import Stage
from esn.kit import clock, events
from people.models import Person

GUESTS = (
    ("Giulia Bianchi", "giulia@forno-bianchi.example", 120),
    ("Sven Lund", "sven@brodhuset.example", 45),
)
ASKING = (
    ("Swiss and Austrian sheet metal; I order for line two.", "Yes, to compare offers."),
    ("Gearboxes, since last month.", "Not the prices, only the dates."),
)
REASON = "I was told that the delivery dates are kept here."


def dress(stage: Stage) -> None:
    """Add to a played stage what no plot tells; all of it goes with the demo."""
    with events.quietly(), transaction.atomic(), events.gathering():
        now = stage.play.acts[-1].at
        for days, furnish in ((60, _newsroom), (48, _circle), (40, _fair), (30, _pilot)):
            with clock.at(now - timedelta(days=days)):
                furnish(stage)
        with clock.at(now - timedelta(hours=20)):
            _ask(stage)
        with clock.at(now):
            filing.hand_out(stage)
    counting.catch_up(places=Community.objects.filter(is_demo=True).values_list("pk", flat=True))


def _room(stage: Stage, owner: str, name: str, description: str, **fields: Any) -> Community:
    return founding.found_community(
        stage.people[owner], name=name, description=description, is_demo=True, **fields
    )


def _fill(stage: Stage, room: Community, host: str, *departments: str, most: int) -> list[Person]:
    """Let colleagues of some departments in, the first of each list, so that the same demo has the same members."""
    who = [p for p in stage.play.company if p.department in departments and p.username in stage.people]
    people = [stage.people[p.username] for p in who if p.username != host][:most]
    membership.bring_in(
        membership.Arrival(person, room, clock.now(), stage.people[host]) for person in people
    )
    return people


def _newsroom(stage: Stage) -> None:
    """Announcements only: two people write, everybody may answer."""
    room = _room(
        stage, "max", "Newsroom", "What concerns all of us, from the management and from communications.",
        posting="leads", cover="rays", tint=0, topics=["news"], preset="announcements",
        rules="Only those who run it start threads.\nQuestions belong under the news.",
        welcome="Here you hear what matters, and little else. Ask under any post.",
    )  # fmt: skip
    readers = _fill(stage, room, "max", "swe", "eng", "mkt", "fin", most=60)
    with clock.at(clock.now() + timedelta(hours=1)):
        membership.add_member(stage.people["max"], room, stage.people["eve"])
        membership.change_role(stage.people["max"], room, stage.people["eve"], role="owner")
    _say(
        stage, room, "eve", readers=readers[:1], later=9,
        said=(
            "The numbers of the third quarter",
            "Orders are up by four percent, service by nine. Thank you: most of that is your work at the customers.",
            "Will the service figures be split by country this time?",
        ),
    )  # fmt: skip
    _say(
        stage, room, "max", readers=readers[1:2], later=34,
        said=(
            "The canteen in hall 2 closes for two weeks",
            "From Monday on the kitchen is rebuilt. There is a food truck at the gate from 11:30.",
            "Does it take meal vouchers?",
        ),
    )  # fmt: skip


def _say(
    stage: Stage,
    room: Community,
    author: str,
    *,
    said: tuple[str, str, str],
    readers: list[Person],
    later: int,
) -> None:
    title, body, answer = said
    with clock.at(clock.now() + timedelta(days=later)):
        thread = publishing.publish_post(
            stage.people[author], community=room, title=title, body=body, kind="announcement"
        ).thread
        for reader in readers:
            with clock.at(clock.now() + timedelta(hours=2)):
                commenting.add_comment(reader, thread, body=answer)


def _circle(stage: Stage) -> None:
    """A circle inside a larger community."""
    above = stage.places["bakelab"]
    owner = Membership.objects.leading().filter(community=above).select_related("person")[0].person
    room = _room(
        stage, owner.username, "Sourdough circle", "Starters, feeding times, and what to do when one dies.",
        parent=above, cover="waves", tint=6, topics=["sourdough"], preset="practice",
    )  # fmt: skip
    _fill(stage, room, owner.username, "eng", most=14)
    with clock.at(clock.now() + timedelta(days=3)):
        publishing.publish_post(
            owner,
            community=room,
            body="Which flour does your starter like best? Mine sulks on spelt. #sourdough",
        )


def _fair(stage: Stage) -> None:
    """A project that is over: kept to be read."""
    room = _room(
        stage, "max", "Fair in Munich", "Our stand at the bakery fair in Munich: who, what, when.",
        cover="steps", tint=8, preset="project", topics=["fair"],
    )  # fmt: skip
    people = _fill(stage, room, "max", "mkt", "sal", most=12)
    thread = publishing.publish_post(
        stage.people["max"], community=room, body="Who brings the demo oven back? The truck leaves at six."
    ).thread
    if people:
        commenting.add_comment(people[0], thread, body="I ride along and sign for it.")
    with clock.at(clock.now() + timedelta(days=12)):
        settling.archive_community(stage.people["max"], room, reason="The fair is over.")


def _pilot(stage: Stage) -> None:
    """A community with guests from outside the company."""
    room = _room(
        stage, "max", "Pilot bakeries", "Two bakeries try the Sole 8 before everybody else, and tell us all.",
        kind="private", reach="extended", cover="hills", tint=1, topics=["pilot"],
        rules="Guests read along: no prices, no other customers.",
        welcome="Thank you for trying it with us. Tell us everything, above all what annoys you.",
    )  # fmt: skip
    _fill(stage, room, "max", "eng", most=8)
    thread = publishing.publish_post(
        stage.people["max"], community=room, title="First bake",
        body="The ovens are in. What came out of the first one, and what did you expect?",
    ).thread  # fmt: skip
    for place, (name, email, days) in enumerate(GUESTS):
        until = clock.now() + timedelta(days=30 + days)
        guest = guesting.invite_guest(stage.people["max"], room, email=email, name=name, until=until).person
        Person.objects.filter(pk=guest.pk).update(is_demo=True, title="Guest")
        if place == 0:
            with clock.at(clock.now() + timedelta(days=1)):
                body = "Crust as it should be. The left door closes harder than the right one."
                commenting.add_comment(guest, thread, body=body)


def _ask(stage: Stage) -> None:
    """Two people ask to join where questions are asked."""
    room = stage.places["parts"]
    inside = set(room.memberships.values_list("person_id", flat=True))
    strangers = [p for name, p in sorted(stage.people.items()) if p.pk not in inside and name not in KNOWN]
    for person, answers in zip(strangers[5:], ASKING, strict=False):
        membership.request_to_join(person, room, reason=REASON, answers=list(answers))


KNOWN = {"ada", "bo", "max", "eve", "fay"}
