"""The queue as moderators read it: what may be reported, the cases, how many there are, and what was before."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Model, Q, QuerySet

from activity.models import Attachment, Comment, Thread
from communities.models import Community, Membership
from ideas.models import Idea
from moderation.models import Appeal, Case, CaseQuerySet, Cause, Kind, Measure, Outcome, Report, Ruling
from moderation.policies import may_moderate
from people.models import Person, RoleGrant
from people.policies import may_administer

STATES = ("open", "mine", "appeals", "closed")
LONGEST = 4000
# Seconds: the number in the bar is counted anew by whoever changes it; that somebody has no queue is asked again soon.
KEPT, SOON = 86_400, 60
NONE = -1
MOST_JUDGES = 200


@dataclass(frozen=True)
class Thing:
    """Something that a case can be about."""

    kind: str
    author: Person
    words: str
    title: str
    thread: Thread | None = None
    comment: Comment | None = None
    file: Attachment | None = None
    person: Person | None = None

    @property
    def subject(self) -> str:
        """The word by which its open case is found."""
        named: Model | None = self.file or self.comment or self.person or self.thread
        kind = Kind.THREAD if self.kind == Kind.IDEA else self.kind
        return f"{kind}:{named.pk if named else 0}"


def thing(viewer: Person, kind: str, pk: int) -> Thing | None:
    """Return what a viewer means, if they may see it."""
    finders = {
        Kind.THREAD: _thread, Kind.COMMENT: _comment, Kind.IDEA: _idea, Kind.FILE: _file, Kind.PERSON: _person,
    }  # fmt: skip
    finder = finders.get(Kind(kind)) if kind in Kind.values else None
    return finder(viewer, pk) if finder else None


def of_thread(thread: Thread) -> Thing:
    """Return a thread's opening as a thing."""
    if thread.kind == Thread.Kind.IDEA:
        idea = Idea.objects.get(thread=thread)
        words = f"{idea.title}\n\n{idea.problem}\n\n{idea.proposal}"
        return Thing(Kind.IDEA, thread.starter, words[:LONGEST], thread.title, thread)
    post = getattr(thread, "post", None)
    body = post.body if post else ""
    words = body if body.startswith(thread.title[:20]) else f"{thread.title}\n\n{body}"
    return Thing(Kind.THREAD, thread.starter, words[:LONGEST], thread.title, thread)


def of_comment(comment: Comment) -> Thing:
    """Return a comment as a thing."""
    return Thing(
        Kind.COMMENT, comment.author, comment.body[:LONGEST], comment.thread.title, comment.thread, comment
    )


def _thread(viewer: Person, pk: int) -> Thing | None:
    row = Thread.objects.visible_to(viewer).for_display().filter(pk=pk).first()
    return of_thread(row) if row else None


def _comment(viewer: Person, pk: int) -> Thing | None:
    rows = Comment.objects.visible_to(viewer).filter(removed_at=None)
    row = rows.select_related("author", "thread__community").filter(pk=pk).first()
    return of_comment(row) if row else None


def _idea(viewer: Person, pk: int) -> Thing | None:
    row = Idea.objects.visible_to(viewer).filter(pk=pk).select_related("thread__community").first()
    return _thread(viewer, row.thread_id) if row else None


def _file(viewer: Person, pk: int) -> Thing | None:
    rows = Attachment.objects.visible_to(viewer).filter(thread__isnull=False)
    row = rows.select_related("uploader", "thread__community", "comment").filter(pk=pk).first()
    if row is None:
        return None
    words = f"{row.name}\n\n{row.alt}".strip()
    return Thing(Kind.FILE, row.uploader, words, row.name, row.thread, row.comment, row)


def _person(viewer: Person, pk: int) -> Thing | None:
    row = Person.objects.visible_to(viewer).filter(pk=pk).first()
    if row is None:
        return None
    words = "\n\n".join(part for part in (row.display_name, row.title, row.bio, row.skills) if part)
    return Thing(Kind.PERSON, row, words, row.display_name, person=row)


def files_of(viewer: Person, found: Thing) -> list[Attachment]:
    """Return the files that a text carries: each can be reported by itself."""
    if found.thread is None or found.kind == Kind.FILE:
        return []
    rows = Attachment.objects.visible_to(viewer).filter(thread=found.thread, comment=found.comment)
    return list(rows.in_order())


@dataclass(frozen=True)
class Sieve:
    """Which cases."""

    state: str = "open"
    kind: str = ""
    cause: str = ""
    community: str = ""

    @classmethod
    def of(cls, given: Any) -> "Sieve":
        """Return the sieve that an address asks for; what it does not know is left out."""
        state, kind, cause = given.get("show", ""), given.get("kind", ""), given.get("cause", "")
        return cls(
            state=state if state in STATES else "open",
            kind=kind if kind in Kind.values else "",
            cause=cause if cause in {"report", "approval"} else "",
            community=str(given.get("in", "")).replace("\x00", "")[:80],
        )

    @property
    def order(self) -> tuple[str, ...]:
        """Longest waiting first; of the closed ones, the newest first."""
        return ("-closed_at", "-pk") if self.state == "closed" else ("opened_at", "pk")

    @property
    def given(self) -> dict[str, str]:
        """What an address says beside the state."""
        named = {"kind": self.kind, "cause": self.cause, "in": self.community}
        return {name: value for name, value in named.items() if value}


def cases(viewer: Person, sieve: Sieve) -> CaseQuerySet:
    """Return the cases that a moderator asks for."""
    rows = Case.objects.visible_to(viewer).for_display()
    if sieve.kind:
        rows = rows.filter(kind=sieve.kind)
    if sieve.cause:
        rows = rows.filter(cause=sieve.cause)
    if sieve.community:
        rows = rows.filter(thread__community__slug=sieve.community)
    if sieve.state == "closed":
        return rows.closed()
    if sieve.state == "appeals":
        return rows.filter(ruling__appeal__isnull=False, ruling__appeal__decided_at=None)
    rows = rows.open()
    return rows.filter(claimed_by=viewer) if sieve.state == "mine" else rows


def counts(viewer: Person) -> dict[str, int]:
    """Return how many cases wait, are the viewer's, and are appealed."""
    appealed = Q(ruling__appeal__isnull=False, ruling__appeal__decided_at=None)
    rows: dict[str, int] = Case.objects.visible_to(viewer).aggregate(
        open=Count("pk", filter=Q(closed_at=None)),
        mine=Count("pk", filter=Q(closed_at=None, claimed_by=viewer)),
        appeals=Count("pk", filter=appealed),
    )
    return rows


def waiting(viewer: Person) -> int | None:
    """Return how many cases and appeals wait, as it was last counted; None for who has no queue. Asks almost nothing."""
    kept: int | None = cache.get(_key(viewer.pk))
    if kept is None:
        if may_moderate(viewer):
            return 0
        cache.set(_key(viewer.pk), kept := NONE, SOON)
    return None if kept == NONE else kept


def keep_waiting(viewer: Person, found: dict[str, int]) -> None:
    """Keep the number that pages of the viewer show until something changes it."""
    cache.set(_key(viewer.pk), found["open"] + found["appeals"], KEPT)


def forget_waiting(*people: int) -> None:
    """Have these people's place looked up anew."""
    cache.delete_many([_key(pk) for pk in people])


def judges(community: Community | None) -> list[Person]:
    """Return who looks at cases of a community: those who run it, and administrators."""
    rows = Person.objects.active().filter(
        Q(is_superuser=True)
        | Q(pk__in=RoleGrant.objects.filter(role=RoleGrant.Role.ADMINISTRATOR).values("person"))
        | Q(pk__in=Membership.objects.leading().filter(community=community).order_by().values("person"))
    )
    return list(rows.order_by("pk")[:MOST_JUDGES])


def _key(person_id: int) -> str:
    return f"moderation:{person_id}"


def communities(viewer: Person) -> list[Community]:
    """Return the communities by which the viewer's queue can be narrowed: those with cases that they may look at."""
    here = Case.objects.visible_to(viewer).values("thread__community")
    return list(Community.objects.filter(pk__in=here).order_by("name")[:200])


@dataclass(frozen=True)
class Before:
    """What was decided about the same person before, as far as the viewer may know."""

    removals: int = 0
    warnings: int = 0
    sanctions: int = 0
    rulings: list[Ruling] = field(default_factory=list)


def history(viewer: Person, case: Case) -> Before:
    """Return what was decided about a case's author in other cases, overturned rulings aside."""
    mine = Case.objects.visible_to(viewer).filter(author=case.author_id).exclude(pk=case.pk).values("pk")
    rulings = Ruling.objects.filter(case__in=mine, overturned_at=None).for_display().order_by("-at", "-pk")
    numbers = rulings.order_by().aggregate(
        removals=Count("pk", filter=Q(outcome__in=[Outcome.REMOVE, Outcome.DECLINE])),
        warnings=Count("pk", filter=Q(measure=Measure.WARN)),
        sanctions=Count("pk", filter=Q(measure__in=[Measure.MUTE, Measure.BAN])),
    )
    return Before(rulings=list(rulings[:5]), **numbers)


def reports(case: Case) -> QuerySet[Report]:
    """Return who reported it and why, first first."""
    return Report.objects.filter(case=case).select_related("reporter__department").order_by("at", "pk")


def appeal_of(ruling: Ruling) -> Appeal | None:
    """Return the appeal against a ruling."""
    return Appeal.objects.filter(ruling=ruling).select_related("decided_by").first()


def sees_everything(viewer: Person) -> bool:
    """Whether the viewer's queue holds every community's cases."""
    return may_administer(viewer)


def own_waiting(viewer: Person) -> list[Case]:
    """Return what the viewer wrote that waits for approval."""
    rows = Case.objects.open().filter(author=viewer, cause=Cause.APPROVAL)
    return list(rows.select_related("thread__community", "comment").order_by("-opened_at", "-pk")[:50])
