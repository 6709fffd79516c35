"""Plays a plot through the product's own actions, each at its moment, so that the history is a real one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from activity.actions import announcing, commenting, polling, publishing, reacting, seeing
from activity.actions.planning import Plan
from activity.actions.praising import PraisePlan
from activity.models import Comment, CompanyValue, Thread
from communities.actions import founding, membership
from communities.models import Community, Membership
from esn.demo import acts, turns
from esn.demo.cast import Somebody
from esn.demo.company import DEPARTMENTS, DOMAIN, NAME, SITES
from esn.demo.contest import challenge
from esn.demo.furnishing import Furnisher
from esn.demo.looks import LOOKS
from esn.demo.plot import Play
from esn.demo.rooms import EVERYONE, ROOMS
from esn.kit import clock, events
from ideas.actions import challenging, deciding, submitting, supporting
from ideas.models import Challenge, Idea
from people.actions import access, following, joining
from people.models import OrgUnit, Person, RoleGrant, Site

BATCH = 1000
CODE = "demo"
BRIEF = ("title", "problem", "why_now", "in_scope", "out_of_scope", "good_answer", "pledge")
WHY = ("benefit", "use", "help")


class Stage:
    """What exists so far, under the names that the plot uses."""

    def __init__(self, play: Play, password_hash: str) -> None:
        self.play = play
        self.password_hash = password_hash
        self.cast: dict[str, Somebody] = {person.username: person for person in play.company}
        self.rooms = {room.key: room for room in ROOMS}
        self.people: dict[str, Person] = {}
        self.places: dict[str, Community] = {}
        self.threads: dict[int, Thread] = {}
        self.comments: dict[int, Comment] = {}
        self.ideas: dict[int, Idea] = {}
        self.challenges: dict[str, Challenge] = {}
        self.furnisher = Furnisher(self.people, self.ideas, self.challenges)
        self.sites: dict[str, Site] = {}
        self.units: dict[tuple[str, str], OrgUnit] = {}
        self.arrivals: list[membership.Arrival] = []
        self.signs: list[reacting.Sign] = []
        self.played = 0

    def perform(self) -> Iterator[int]:
        """Play everything in batches, each one transaction; yield how many acts are done."""
        with events.quietly(), turns.all_or_nothing():
            with transaction.atomic():
                self._build()
            scenes = self.play.acts
            for start in range(0, len(scenes), BATCH):
                with transaction.atomic(), events.gathering():
                    self._play_batch(scenes[start : start + BATCH])
                self.played = min(start + BATCH, len(scenes))
                yield self.played

    def _play_batch(self, scenes: Sequence[acts.Act]) -> None:
        """Play first who comes and what is founded; memberships and signs come in together."""
        first, second, rest = turns.in_turn(scenes)
        for act in (*first, *second):
            self._play(act)
        membership.bring_in(self.arrivals)
        for act in rest:
            self._play(act)
        reacting.react_many(self.signs)
        self.arrivals.clear()
        self.signs.clear()

    def _play(self, act: acts.Act) -> None:
        with clock.at(act.at):
            SCENES[type(act)](self, act)

    def _build(self) -> None:
        """Raise the walls: sites, departments and teams."""
        for key, site in SITES.items():
            self.sites[key], _ = Site.objects.get_or_create(
                name=site.name, defaults={"timezone": site.timezone}
            )
        company = OrgUnit.objects.create(name=NAME, kind=OrgUnit.Kind.COMPANY, code=CODE)
        for key, department in DEPARTMENTS.items():
            unit = OrgUnit.objects.create(name=department.name, parent=company, code=f"{CODE}:{key}")
            self.units[key, ""] = unit
            for team in department.teams:
                self.units[key, team.name] = OrgUnit.objects.create(
                    name=team.name, kind=OrgUnit.Kind.TEAM, parent=unit, code=f"{CODE}:{key}:{team.name}"[:80]
                )

    def hire(self, act: acts.Hire) -> None:
        """Let somebody enter the directory, with the role they are known for."""
        who = self.cast[act.who]
        person = joining.add_person(
            None,
            username=who.username,
            display_name=who.name,
            email=f"{who.username}@{DOMAIN}",
            password_hash=self.password_hash,
            unit=self.units[who.department, who.team],
            level=who.level,
            hired_on=who.hired_on,
            title=who.title,
            bio=who.bio,
            skills=who.skills,
            reports_to=self.people.get(who.boss),
            site=self.sites[who.site],
            timezone=SITES[who.site].timezone,
            is_demo=True,
        )
        self.people[who.username] = person
        if who.username in ROLES:
            access.grant_role(None, person, role=ROLES[who.username])

    def found(self, act: acts.FoundCommunity) -> None:
        """Found a community; the first one also gives the company's own a keeper."""
        if EVERYONE not in self.places:
            is_new = not Community.objects.filter(is_everyone=True).exists()
            everyone = self.places[EVERYONE] = founding.everyone()
            everyone.is_demo = is_new
            everyone.save(update_fields=["is_demo"])
            keeper = self.people["max"]
            Membership.objects.get_or_create(
                community=everyone,
                person=keeper,
                defaults={"role": Membership.Role.OWNER, "since_at": clock.now()},
            )
        room = self.rooms[act.room]
        self.places[act.room] = founding.found_community(
            self.people[act.who],
            name=room.name,
            kind=room.kind,
            description=room.description,
            reach=room.reach,
            department=self.units.get((room.department, "")),
            is_demo=True,
            **LOOKS.get(act.room, {}),
        )

    def join(self, act: acts.JoinCommunity) -> None:
        """Join an open community, or be let in."""
        host = self.people[act.host] if act.host else None
        self.arrivals.append(membership.Arrival(self.people[act.who], self.places[act.room], act.at, host))

    def follow(self, act: acts.Follow) -> None:
        """Follow a colleague."""
        if act.other in self.people:
            following.follow_person(self.people[act.who], self.people[act.other])

    def publish(self, act: acts.Publish) -> None:
        """Start a thread."""
        self._publish(act, None)

    def publish_poll(self, act: acts.PublishPoll) -> None:
        """Start a poll."""
        plan = polling.PollPlan(
            act.options, is_multiple=act.is_multiple, is_hidden=act.is_hidden, closes_at=act.closes_at
        )
        self._publish(act, plan)

    def publish_praise(self, act: acts.PublishPraise) -> None:
        """Praise somebody, where the company still has the value."""
        values = list(CompanyValue.objects.filter(retired_at=None).order_by("place"))
        value = next((row for row in values if row.key == act.value), values[0])
        self._publish(act, PraisePlan([self.people[name] for name in act.people], value))

    def publish_must_read(self, act: acts.PublishMustRead) -> None:
        """Announce what has to be read."""
        self._publish(act, announcing.MustReadPlan(due_on=act.due_on))

    def vote(self, act: acts.Vote) -> None:
        """Choose in a poll."""
        poll = self.threads[act.thread].post.poll
        options = list(poll.options.order_by("place").values_list("pk", flat=True))
        polling.vote(self.people[act.who], poll, options=[options[place] for place in act.places])

    def acknowledge(self, act: acts.Acknowledge) -> None:
        """Confirm that something was read."""
        announcing.acknowledge(self.people[act.who], self.threads[act.thread].post.must_read)

    def _publish(self, act: acts.Publish, plan: Plan | None) -> None:
        post = publishing.publish_post(
            self.people[act.who],
            community=self.places[act.room],
            body=act.body,
            title=act.title,
            kind=act.kind,
            plan=plan,
        )
        self.threads[act.thread] = post.thread

    def comment(self, act: acts.Comment) -> None:
        """Answer in a thread."""
        parent = self.comments[act.parent] if act.parent else None
        self.comments[act.number] = commenting.add_comment(
            self.people[act.who], self.threads[act.thread], body=act.body, parent=parent
        )

    def react(self, act: acts.React) -> None:
        """React with a sign; those of a batch come in together."""
        comment = self.comments[act.comment] if act.comment else None
        person, thread = self.people[act.who], self.threads[act.thread]
        self.signs.append(reacting.Sign(person, thread, comment, act.kind, act.at))

    def accept(self, act: acts.Accept) -> None:
        """Name the answer that solved it."""
        commenting.accept_answer(self.people[act.who], self.comments[act.comment])

    def read(self, act: acts.Read) -> None:
        """Read for a while."""
        seeing.note_reading(self.people[act.who])

    def open_challenge(self, act: acts.OpenChallenge) -> None:
        """Ask the company a question."""
        plan = challenge(act.challenge)
        self.challenges[act.challenge] = challenging.launch_challenge(
            self.people[act.who],
            community=self.places[EVERYONE],
            opens_at=act.at,
            submissions_close_at=act.submissions_close,
            voting_close_at=act.voting_close,
            decide_by=act.decide_by,
            **{name: plan[name].strip() for name in BRIEF if name in plan},
        )

    def submit(self, act: acts.SubmitIdea) -> None:
        """Hand in an idea."""
        idea = submitting.submit_idea(
            self.people[act.who],
            self.challenges[act.challenge],
            title=act.title,
            proposal=act.proposal,
            problem=act.problem,
        )
        self.ideas[act.thread], self.threads[act.thread] = idea, idea.thread

    def support(self, act: acts.Support) -> None:
        """Support an idea, mostly because one would benefit from it."""
        benefit = WHY[max(0, (act.at.minute % 8) - 5)]
        supporting.support_idea(self.people[act.who], self.ideas[act.thread], benefit=benefit)

    def decide(self, act: acts.Decide) -> None:
        """Answer an idea."""
        days = act.review_in_days
        deciding.decide_idea(
            self.people[act.who],
            self.ideas[act.thread],
            outcome=act.outcome,
            reason_code=act.reason_code,
            reason_text=act.reason,
            review_on=clock.today() + timedelta(days=days) if days else None,
            is_meant=True,
        )

    def furnish(self, act: acts.Deed) -> None:
        """Do something on a board."""
        self.furnisher.do(act.deed, act.who, act.args, self.places[EVERYONE])


ROLES = {"ada": RoleGrant.Role.ADMINISTRATOR, "eve": RoleGrant.Role.EXECUTIVE}
SCENES: dict[type[acts.Act], Callable[[Stage, Any], None]] = {
    acts.Hire: Stage.hire,
    acts.FoundCommunity: Stage.found,
    acts.JoinCommunity: Stage.join,
    acts.Follow: Stage.follow,
    acts.Publish: Stage.publish,
    acts.PublishPoll: Stage.publish_poll,
    acts.PublishPraise: Stage.publish_praise,
    acts.PublishMustRead: Stage.publish_must_read,
    acts.Vote: Stage.vote,
    acts.Acknowledge: Stage.acknowledge,
    acts.Comment: Stage.comment,
    acts.React: Stage.react,
    acts.Deed: Stage.furnish,
    acts.Accept: Stage.accept,
    acts.Read: Stage.read,
    acts.OpenChallenge: Stage.open_challenge,
    acts.SubmitIdea: Stage.submit,
    acts.Support: Stage.support,
    acts.Decide: Stage.decide,
}
