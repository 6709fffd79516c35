"""What the demo's moderators have to do: a flea market with rules, cases that wait, decisions, and appeals.

Told after the plot through moderation's own actions, each at its moment; all of it goes with the community and its people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from activity.actions import commenting, publishing
from activity.models import Comment, Thread
from communities.actions import counting, founding, membership
from communities.models import Community
from esn.demo.playing import Stage
from esn.kit import clock, events
from esn.kit.models import Event
from moderation import events as verbs
from moderation import listeners, queue
from moderation.actions import appealing, claiming, guarding, reporting, ruling, settling
from moderation.models import Appeal, Case, Ruling
from people.models import Person

MEMBERS = 30


@dataclass(frozen=True)
class Bench:
    """Who is there: the owner, a second moderator, members, and the community."""

    room: Community
    owner: Person
    second: Person
    members: list[Person]
    bo: Person


def sit(stage: Stage) -> None:
    """Open the flea market and let its moderators work for two months."""
    now = stage.play.acts[-1].at
    with events.quietly(), transaction.atomic():
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with clock.at(now - timedelta(days=75)):
            bench = _open(stage)
        _decided(bench, now)
        _appealed(bench, now)
        _waiting(bench, now, stage.people.get("fay"))
        told = {
            verbs.CASE_RULED: listeners.ruled,
            verbs.APPEAL_DECIDED: listeners.decided,
            verbs.THING_REPORTED: listeners.reported,
            verbs.CASE_OPENED: listeners.approval_asked,
            verbs.CASE_CLAIMED: listeners.claimed,
            verbs.RULING_APPEALED: listeners.appealed,
        }
        for event in Event.objects.filter(pk__gt=last, verb__in=list(told)).order_by("pk"):
            with clock.at(event.at):
                told[event.verb](event)
    counting.catch_up(places=[bench.room.pk])


def _open(stage: Stage) -> Bench:
    owner, bo = stage.people["max"], stage.people["bo"]
    room = founding.found_community(
        owner, name="Flea market", description="What colleagues sell, give away and look for.",
        cover="blocks", tint=6, is_demo=True,
        rules="Say what it costs.\nNo companies, no bargaining over somebody's head.\nSold? Say so.",
    )  # fmt: skip
    known = {"max", "bo", "ada", "eve", "fay"}
    names = [p.username for p in stage.play.company if p.username in stage.people and p.username not in known]
    members = [stage.people[name] for name in names[:MEMBERS]]
    for person in (bo, *members):
        membership.add_member(owner, room, person)
    membership.change_role(owner, room, members[0], role="moderator")
    settling.set_rules(owner, room, approval="newcomers", newcomer_posts=1, slow_seconds=60)
    for pattern, effect, why in WORDS:
        kind = "link" if "." in pattern else "word"
        settling.add_word_rule(owner, room, kind=kind, pattern=pattern, effect=effect, why=why)
    return Bench(room, owner, members[0], members[1:], bo)


WORDS = (
    ("commercial", "warn", "Companies do not sell here. Is this yours, and private?"),
    ("crypto*", "hold", "Investments are looked at first."),
    ("quick-rich.example", "block", "This site sells nothing that exists."),
)


def _post(bench: Bench, author: Person, body: str) -> Thread:
    return publishing.publish_post(author, community=bench.room, body=body).thread


def _told(thing: Thread | Comment, *reports: tuple[Person, str, str]) -> Case:
    found = queue.of_comment(thing) if isinstance(thing, Comment) else queue.of_thread(thing)
    case = None
    for reporter, reason, text in reports:
        case = reporting.report_thing(reporter, found, reason=reason, text=text).case
    return Case.objects.for_display().get(pk=case.pk if case else 0)


def _rule(judge: Person, case: Case, outcome: str, reason: str, measure: str = "") -> Ruling:
    with clock.at(clock.now() + timedelta(hours=5)):
        return ruling.rule_case(judge, case, outcome=outcome, measure=measure, reason=reason)


def _decided(bench: Bench, now: datetime) -> None:
    """Cases that are over: one stayed, one went with a warning."""
    people = bench.members
    with clock.at(now - timedelta(days=64)):
        bike = _post(bench, people[0], "Child's bicycle, 20 inches, blue, bell included: 60 euros. Hall 2.")
        answer = commenting.add_comment(people[1], bike, body="Sixty? For that? You must be joking.")
        case = _told(answer, (people[0], "rude", "He writes this under everything that I sell."))
        _rule(bench.second, case, "keep", "Blunt, but about the price and not about you.")
    with clock.at(now - timedelta(days=41)):
        advert = _post(
            bench, people[2], "My cousin's firm lays floors. Ten percent off for all of you, call now!"
        )
        case = _told(advert, (people[3], "spam", ""), (people[4], "spam", "The third time this month."))
        _rule(bench.owner, case, "remove", "No companies here: it is in our rules.", "warn")


def _appealed(bench: Bench, now: datetime) -> None:
    """Decisions that were looked at again: one stood, one was undone, one waits for somebody else."""
    people = bench.members
    told = (
        (52, people[5], "Free to whoever collects it: my opinion of the parking rules. Whoever made them cannot park.",
         "A joke that laughs at a colleague. Say it to them.", "It is satire. Everybody knew what I meant.",
         (False, "Those who made the rules knew it too, and did not laugh.")),
        (27, people[6], "Looking for: somebody who explains the new payslip. Slowly. I have tried crying.",
         "Payslips belong with human resources.", "I asked for help; there is nobody's data in it.",
         (True, "Right: this asks for help and names nothing that is confidential.")),
        (2, bench.bo, "Two starters to give away, one well behaved. The other one is called Management.",
         "Making fun of people here is not what this place is for.",
         "It really is called that, since 2014. It doubles in size whenever nobody needs it.", None),
    )  # fmt: skip
    for days, author, body, reason, plea, end in told:
        with clock.at(now - timedelta(days=days)):
            case = _told(_post(bench, author, body), (people[7], "rude", ""))
            made = _rule(bench.owner, case, "remove", reason)
        with clock.at(now - timedelta(days=days) + timedelta(hours=20)):
            appeal = appealing.appeal_ruling(author, _fresh(made), text=plea)
            if end is not None:
                overturn, why = end
                asked = Appeal.objects.select_related("ruling__case").get(pk=appeal.pk)
                appealing.decide_appeal(bench.second, asked, overturn=overturn, reason=why)


def _fresh(made: Ruling) -> Ruling:
    return Ruling.objects.for_display().get(pk=made.pk)


def _waiting(bench: Bench, now: datetime, newcomer: Person | None) -> None:
    """What is on the table today: reports, one of them taken on, and words that wait for approval."""
    people = bench.members
    with clock.at(now - timedelta(hours=30)):
        tyres = _post(
            bench, people[8], "Four winter tyres, 205/55, two winters old: 120 euros. Who has a garage?"
        )
        answer = commenting.add_comment(
            people[9], tyres, body="Two winters? I saw you drive. Four at least, you crook."
        )
        case = _told(answer, (people[8], "rude", "I do not want to be called that at work."))
        with clock.at(clock.now() + timedelta(hours=3)):
            claiming.claim_case(bench.second, case)
            claiming.hide_case(bench.second, case)
    with clock.at(now - timedelta(hours=9)):
        advert = _post(
            bench, people[2], "Floors again! Now fifteen percent. Ask for Dino, say that I sent you."
        )
        _told(advert, (people[3], "spam", "He was told already."), (people[10], "spam", ""))
    if newcomer is not None:
        with clock.at(now - timedelta(hours=2)):
            membership.join_community(newcomer, bench.room)
            first = _post(
                bench, newcomer, "Just moved here: does somebody have a desk to sell, or a ladder to lend?"
            )
            guarding.keep("", first, None)
