"""A challenge: a question that matters, somebody who will answer, and dates."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from communities.models import Shared, SharedQuerySet
from esn.kit import clock, markup
from people.models import Person


class ChallengeQuerySet(SharedQuerySet["Challenge"]):
    """Challenges as adjectives."""

    def taking_ideas(self) -> Self:
        now = clock.now()
        return self.filter(opens_at__lte=now, submissions_close_at__gt=now)

    def taking_support(self) -> Self:
        now = clock.now()
        return self.filter(opens_at__lte=now, voting_close_at__gt=now)

    def newest_first(self) -> Self:
        return self.order_by("-opens_at", "-pk")

    def for_display(self) -> Self:
        return self.select_related("community", "sponsor__department", "manager__department")


class Challenge(Shared):
    """A question to a community, with a sponsor who has promised to decide."""

    class State(models.TextChoices):
        UPCOMING = "upcoming", _("upcoming")
        OPEN = "open", _("open for ideas")
        VOTING = "voting", _("voting")
        DECIDING = "deciding", _("deciding")
        DECIDED = "decided", _("decided")

    title = models.CharField(_("question"), max_length=160)
    problem = models.TextField(_("the problem"), max_length=4000)
    why_now = models.TextField(_("why now"), max_length=2000, blank=True)
    in_scope = models.TextField(_("in scope"), max_length=2000, blank=True)
    out_of_scope = models.TextField(_("out of scope"), max_length=2000, blank=True)
    good_answer = models.TextField(_("what a good answer holds"), max_length=2000, blank=True)
    pledge = models.CharField(_("the sponsor's pledge"), max_length=300, blank=True)
    brief_html = models.TextField(editable=False)
    sponsor = models.ForeignKey(
        Person, models.PROTECT, related_name="sponsored_challenges", verbose_name=_("sponsor")
    )
    manager = models.ForeignKey(
        Person, models.PROTECT, related_name="managed_challenges", verbose_name=_("manager")
    )
    created_at = models.DateTimeField()
    opens_at = models.DateTimeField(_("opens"))
    submissions_close_at = models.DateTimeField(_("ideas until"))
    voting_close_at = models.DateTimeField(_("support until"))
    decide_by = models.DateTimeField(_("decided by"))
    # Derived, kept for lists; `reconcile` checks them.
    idea_count = models.PositiveIntegerField(default=0)
    undecided_count = models.PositiveIntegerField(default=0)

    objects: ClassVar[ChallengeQuerySet] = ChallengeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["community", "-opens_at"], name="challenge_in_community")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("submissions_close_at"))
                & Q(submissions_close_at__lte=F("voting_close_at"))
                & Q(voting_close_at__lte=F("decide_by")),
                name="challenge_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ideas:challenge", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Decoration of the address; the number decides."""
        return slugify(self.title)[:60].strip("-") or "challenge"

    @property
    def state(self) -> str:
        """Where the challenge stands now, by its dates and by what is decided."""
        now = clock.now()
        if now < self.opens_at:
            return self.State.UPCOMING
        if now < self.submissions_close_at:
            return self.State.OPEN
        if now < self.voting_close_at:
            return self.State.VOTING
        return self.State.DECIDING if self.undecided_count else self.State.DECIDED

    def get_state_display(self) -> str:
        return str(self.State(self.state).label)

    @property
    def summary(self) -> str:
        """The problem in a line or two without its marks, for cards."""
        return markup.plain(self.brief_html.partition("<h")[0], 300)

    @property
    def closes_at(self) -> datetime:
        """When the present phase ends."""
        ends = {self.State.UPCOMING: self.opens_at, self.State.OPEN: self.submissions_close_at}
        ends[self.State.VOTING] = self.voting_close_at
        return ends.get(self.State(self.state), self.decide_by)

    @property
    def is_taking_ideas(self) -> bool:
        """Whether an idea may be submitted now."""
        return self.state == self.State.OPEN

    @property
    def is_taking_support(self) -> bool:
        """Whether ideas may be supported now."""
        return self.state in {self.State.OPEN, self.State.VOTING}
