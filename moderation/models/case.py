"""A case: something that was reported or waits for approval, with everybody's reports on it until somebody rules."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activity.models import Attachment, Comment, Thread
from communities.models import Community
from people.models import Person
from people.policies import may_administer


class Kind(models.TextChoices):
    """What a case is about."""

    THREAD = "thread", _("post")
    COMMENT = "comment", _("comment")
    IDEA = "idea", _("idea")
    FILE = "file", _("file")
    PERSON = "person", _("profile")


class Cause(models.TextChoices):
    """Why there is a case."""

    REPORT = "report", _("reported")
    APPROVAL = "approval", _("waits for approval")


class Reason(models.TextChoices):
    """What somebody finds wrong."""

    SPAM = "spam", _("Advertising or noise")
    RUDE = "rude", _("Rude or insulting")
    HARASSMENT = "harassment", _("Harassment or discrimination")
    CONFIDENTIAL = "confidential", _("Confidential or personal data")
    FALSE = "false", _("False or misleading")
    ILLEGAL = "illegal", _("Against the law or our rules")
    OTHER = "other", _("Something else")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """Those in communities that the viewer leads, for an administrator all; nobody sees who reported themselves."""
        if not viewer.is_active:
            return self.none()
        others = self.exclude(author=viewer)
        if may_administer(viewer):
            return others
        return others.filter(thread__community__in=Community.objects.led_by(viewer).values("pk"))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def for_display(self) -> Self:
        return self.select_related(
            "thread__community", "comment", "file", "person", "author__department", "claimed_by", "ruling__by"
        ).defer("comment__body", "comment__body_html")


class Case(models.Model):
    """Something that a moderator looks at; what was reported before it is ruled gathers in one."""

    kind = models.CharField(max_length=8, choices=Kind)
    cause = models.CharField(max_length=8, choices=Cause, default=Cause.REPORT)
    # What it is about, as one word: no second case is opened on it while this one is.
    subject = models.CharField(max_length=32)
    # Where it stands: the thread, also of a comment and of a file; nothing for a profile.
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="cases")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="cases")
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="cases")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="profile_cases")
    author = models.ForeignKey(Person, models.CASCADE, related_name="cases_about")
    # The words as they were when the case was opened: a later edit hides nothing.
    excerpt = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True, help_text=_("Why it waits for approval."))
    opened_at = models.DateTimeField()
    report_count = models.PositiveIntegerField(default=0)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="claimed_cases")
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(closed_at=None), name="case_one_open"),
        ]
        indexes = [
            models.Index(fields=["opened_at", "id"], name="case_waiting", condition=Q(closed_at=None)),
            models.Index(fields=["-closed_at", "-id"], name="case_closed"),
            models.Index(fields=["author", "-opened_at"], name="case_of_author"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:case", args=[self.pk])

    @property
    def community(self) -> Community | None:
        """Where it happened; nowhere in particular for a profile."""
        return self.thread.community if self.thread is not None else None

    @property
    def is_open(self) -> bool:
        """Whether nobody has ruled yet."""
        return self.closed_at is None

    @property
    def is_hidden(self) -> bool:
        """Whether it is hidden while it is reviewed."""
        return self.hidden_at is not None

    @property
    def title(self) -> str:
        """What it is about, for lists."""
        if self.kind == Kind.PERSON and self.person is not None:
            return self.person.display_name
        if self.kind == Kind.FILE and self.file is not None:
            return self.file.name
        return self.thread.title if self.thread is not None else self.subject


class Report(models.Model):
    """Somebody finds that something should not stand; moderators alone see who."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Person, models.CASCADE, related_name="reports_filed")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    text = models.TextField(_("what a moderator should know"), max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "reporter"], name="report_once")]

    def __str__(self) -> str:
        return f"report {self.pk} in case {self.case_id}"
