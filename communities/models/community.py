"""A community, and the visibility rule that everything shared in one obeys."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from people.models import OrgUnit, Person


class CommunityQuerySet(models.QuerySet["Community"]):
    """Communities as adjectives. The two rules of sight are here and nowhere else."""

    def readable_by(self, viewer: Person) -> Self:
        """Those whose contents the viewer may read: open ones, the company's, and their own."""
        if not viewer.is_active:
            return self.none()
        own = Q(_is_member(viewer))
        return self.filter(own if viewer.is_external else own | Q(kind=Community.Kind.OPEN))

    def visible_to(self, viewer: Person) -> Self:
        """Those whose existence the viewer may know: readable ones, and for employees private ones too."""
        if not viewer.is_active:
            return self.none()
        own = Q(_is_member(viewer))
        return self.filter(own if viewer.is_external else own | ~Q(kind=Community.Kind.SECRET))

    def joined_by(self, viewer: Person) -> Self:
        """Those that the viewer reads as a member: joined ones, and the company's for employees."""
        own = Q(_is_member(viewer))
        return self.filter(own if viewer.is_external else own | Q(is_everyone=True))

    def led_by(self, viewer: Person) -> Self:
        """Those that the viewer owns or moderates."""
        return self.filter(_is_member(viewer, role__in=["owner", "moderator"]))

    def by_name(self) -> Self:
        return self.order_by("-is_everyone", "name", "pk")


def _is_member(viewer: Person, **conditions: object) -> Exists:
    memberships = Community.memberships.rel.related_model._default_manager
    return Exists(memberships.filter(community=OuterRef("pk"), person=viewer, **conditions))


class Community(models.Model):
    """A place with members and a stream."""

    class Kind(models.TextChoices):
        OPEN = "open", _("open")
        PRIVATE = "private", _("private")
        SECRET = "secret", _("secret")

    class Reach(models.TextChoices):
        TEAM = "team", _("team")
        DEPARTMENT = "department", _("department")
        DIVISION = "division", _("division")
        COMPANY = "company", _("company")
        EXTENDED = "extended", _("extended enterprise")

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.OPEN)
    description = models.CharField(_("what it is for"), max_length=400, blank=True)
    reach = models.CharField(_("reach"), max_length=12, choices=Reach, default=Reach.COMPANY)
    department = models.ForeignKey(
        OrgUnit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="communities",
        verbose_name=_("department"),
    )
    is_everyone = models.BooleanField(default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    founded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    founded_at = models.DateTimeField(default=clock.now)
    member_count = models.PositiveIntegerField(default=0, help_text=_("Derived; `reconcile` checks it."))
    tip_at = models.DateTimeField(
        null=True, db_index=True, help_text=_("When the newest thread was started.")
    )

    objects: ClassVar[CommunityQuerySet] = CommunityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        constraints = [
            # A secret community takes no name: a refusal would tell that it is there.
            models.UniqueConstraint(
                Lower("name"),
                condition=~Q(kind="secret"),
                name="community_name_once",
                violation_error_message=_("Another community has this name."),
            ),
            models.UniqueConstraint(
                fields=["is_everyone"], condition=Q(is_everyone=True), name="community_one_everyone"
            ),
            models.CheckConstraint(
                condition=Q(is_everyone=False) | Q(kind="open"), name="community_everyone_is_open"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:show", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether every employee may read it."""
        return self.kind == self.Kind.OPEN
