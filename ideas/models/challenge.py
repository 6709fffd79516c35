"""A challenge: a question that matters, somebody who will answer, and dates."""

from datetime import datetime
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from communities.models import Shared, SharedQuerySet
from esn.kit import clock, markup
from people.models import Person

CLOSINGS = ("submissions_close_at", "voting_opens_at", "voting_close_at", "evaluate_by", "decide_by")


class ChallengeQuerySet(SharedQuerySet["Challenge"]):
    """Challenges as adjectives."""

    def taking_ideas(self) -> Self:
        """Those that take ideas now; a standing box always does."""
        now = clock.now()
        return self.filter(Q(submissions_close_at__gt=now) | Q(kind="box", closed_at=None), opens_at__lte=now)

    def taking_support(self) -> Self:
        """Those whose ideas may be supported now; a standing box's always may."""
        now = clock.now()
        return self.filter(Q(voting_close_at__gt=now) | Q(kind="box", closed_at=None), opens_at__lte=now)

    def timed(self) -> Self:
        return self.filter(kind="timed")

    def boxes(self) -> Self:
        return self.filter(kind="box")

    def newest_first(self) -> Self:
        return self.order_by("-opens_at", "-pk")

    def for_display(self) -> Self:
        return self.select_related("community", "sponsor__department", "manager__department")


class Challenge(Shared):
    """A question to a community, with a sponsor who has promised to decide; a box is one that never ends."""

    class Kind(models.TextChoices):
        TIMED = "timed", _("challenge")
        BOX = "box", _("idea box")

    class Area(models.TextChoices):
        PRODUCT = "product", _("Product")
        CUSTOMERS = "customers", _("Customers")
        CHANNELS = "channels", _("Channels")
        WORKPLACE = "workplace", _("Workplace")

    class Counts(models.TextChoices):
        UNTIL_VOTED = "voted", _("once somebody has voted or supported something")
        UNTIL_CLOSE = "close", _("when voting has ended")
        LIVE = "live", _("always")

    class State(models.TextChoices):
        UPCOMING = "upcoming", _("upcoming")
        OPEN = "open", _("open for ideas")
        SORTING = "sorting", _("voting soon")
        VOTING = "voting", _("voting")
        DECIDING = "deciding", _("deciding")
        DECIDED = "decided", _("decided")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TIMED, editable=False)
    area = models.CharField(_("area"), max_length=12, choices=Area, blank=True)
    title = models.CharField(_("question"), max_length=160)
    problem = models.TextField(_("the problem"), max_length=4000)
    why_now = models.TextField(_("why now"), max_length=2000, blank=True)
    in_scope = models.TextField(_("in scope"), max_length=2000, blank=True)
    out_of_scope = models.TextField(_("out of scope"), max_length=2000, blank=True)
    good_answer = models.TextField(_("what a good answer holds"), max_length=2000, blank=True)
    pledge = models.CharField(_("the sponsor's pledge"), max_length=300, blank=True)
    # The number that shall change: what it measures, where it stands, where it shall be.
    measure = models.CharField(_("number that shall change"), max_length=160, blank=True)
    unit = models.CharField(_("its unit"), max_length=24, blank=True)
    baseline = models.DecimalField(_("today"), max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    brief_html = models.TextField(editable=False)
    sponsor = models.ForeignKey(
        Person, models.PROTECT, related_name="sponsored_challenges", verbose_name=_("sponsor")
    )
    manager = models.ForeignKey(
        Person, models.PROTECT, related_name="managed_challenges", verbose_name=_("manager")
    )
    created_at = models.DateTimeField()
    opens_at = models.DateTimeField(_("opens"))
    # A standing box has none of these.
    submissions_close_at = models.DateTimeField(_("ideas until"), null=True)
    voting_opens_at = models.DateTimeField(
        _("ballots from"), null=True, blank=True, help_text=_("Empty: as soon as no more ideas are taken.")
    )
    voting_close_at = models.DateTimeField(_("support until"), null=True)
    evaluate_by = models.DateTimeField(_("evaluated by"), null=True, blank=True)
    decide_by = models.DateTimeField(_("decided by"), null=True)
    # Of a box that takes nothing more, until it is opened again.
    closed_at = models.DateTimeField(null=True, editable=False)
    count_visibility = models.CharField(
        _("numbers are shown"), max_length=8, choices=Counts, default=Counts.UNTIL_VOTED
    )
    incubate = models.BooleanField(
        _("ideas stay private until submissions close"),
        default=False,
        help_text=_("Whoever thinks alone first has more ideas, and better ones."),
    )
    budget_cents = models.BigIntegerField(_("budget in cents"), null=True, blank=True)
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    rules_version = models.PositiveSmallIntegerField(default=1, editable=False)
    # Derived, kept for lists; `reconcile` checks them.
    idea_count = models.PositiveIntegerField(default=0)
    undecided_count = models.PositiveIntegerField(default=0)

    objects: ClassVar[ChallengeQuerySet] = ChallengeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["community", "-opens_at"], name="challenge_in_community")]
        constraints = [
            # A date that is missing makes a comparison neither true nor false, which a check lets pass.
            models.CheckConstraint(
                condition=Q(kind="box", **dict.fromkeys(CLOSINGS, None))
                | Q(
                    kind="timed",
                    submissions_close_at__isnull=False,
                    voting_close_at__isnull=False,
                    decide_by__isnull=False,
                ),
                name="challenge_dates_by_kind",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("submissions_close_at"))
                & Q(submissions_close_at__lte=F("voting_close_at"))
                & Q(voting_close_at__lte=F("decide_by")),
                name="challenge_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(voting_opens_at__gte=F("submissions_close_at"))
                & Q(voting_opens_at__lt=F("voting_close_at")),
                name="challenge_votes_after_ideas",
            ),
            models.CheckConstraint(
                condition=(Q(kind="box") & ~Q(area="")) | Q(kind="timed", area=""),
                name="challenge_area_of_box",
            ),
            models.CheckConstraint(
                condition=Q(kind="box") | Q(closed_at=None), name="challenge_closed_by_date_or_box"
            ),
            models.UniqueConstraint(
                fields=["community", "area"], condition=Q(kind="box"), name="challenge_one_box_per_area"
            ),
            models.CheckConstraint(
                condition=Q(budget_cents=None) | Q(budget_cents__gt=0), name="challenge_budget_above_zero"
            ),
            # A box never closes, so its ideas cannot wait for that.
            models.CheckConstraint(
                condition=Q(kind="timed") | Q(incubate=False), name="challenge_box_hides_nothing"
            ),
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
    def is_box(self) -> bool:
        """Whether it stands open without an end."""
        return self.kind == self.Kind.BOX

    @property
    def ballots_open_at(self) -> datetime | None:
        """When the first ballot may be cast; nothing for a box."""
        return self.voting_opens_at or self.submissions_close_at

    @property
    def state(self) -> str:
        """Where the challenge stands now, by its dates and by what is decided."""
        now = clock.now()
        if now < self.opens_at:
            return self.State.UPCOMING
        if not (self.submissions_close_at and self.voting_close_at and self.ballots_open_at):
            return self._state_of_box
        if now < self.submissions_close_at:
            return self.State.OPEN
        if now < self.ballots_open_at:
            return self.State.SORTING
        if now < self.voting_close_at:
            return self.State.VOTING
        return self.State.DECIDING if self.undecided_count else self.State.DECIDED

    @property
    def _state_of_box(self) -> str:
        if self.closed_at is None:
            return self.State.OPEN
        return self.State.DECIDING if self.undecided_count else self.State.DECIDED

    def get_state_display(self) -> str:
        return str(self.State(self.state).label)

    @property
    def summary(self) -> str:
        """The problem in a line or two without its marks, for cards."""
        return markup.plain(self.brief_html.partition("<h")[0], 300)

    @property
    def closes_at(self) -> datetime | None:
        """When the present phase ends; a box has no end."""
        ends = {
            self.State.UPCOMING: self.opens_at,
            self.State.OPEN: self.submissions_close_at,
            self.State.SORTING: self.ballots_open_at,
            self.State.VOTING: self.voting_close_at,
        }
        return ends.get(self.State(self.state), self.decide_by)

    @property
    def is_taking_ideas(self) -> bool:
        """Whether an idea may be submitted now."""
        return self.state == self.State.OPEN

    @property
    def is_taking_support(self) -> bool:
        """Whether ideas may be supported now."""
        return self.state in {self.State.OPEN, self.State.SORTING, self.State.VOTING}

    @property
    def is_taking_ballots(self) -> bool:
        """Whether ballots may be cast and changed now."""
        return self.state == self.State.VOTING

    @property
    def is_incubating(self) -> bool:
        """Whether its ideas are still kept from everybody but their authors."""
        return self.incubate and self.state in {self.State.UPCOMING, self.State.OPEN}

    @property
    def is_overdue(self) -> bool:
        """Whether its sponsor owes answers since the promised day."""
        return bool(self.decide_by and self.decide_by < clock.now() and self.undecided_count)
