"""A community, and the visibility rule that everything shared in one obeys."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from people.models import OrgUnit, Person


class CommunityQuerySet(models.QuerySet["Community"]):
    """Communities as adjectives. The two rules of sight are here and nowhere else."""

    def readable_by(self, viewer: Person) -> Self:
        """Those whose contents the viewer may read: open ones, the company's, and their own; archived ones too."""
        if not viewer.is_active:
            return self.none()
        own = Q(_is_member(viewer))
        mine = own if viewer.is_external else own | Q(kind=Community.Kind.OPEN)
        return self.filter(mine, merged_into=None)

    def visible_to(self, viewer: Person) -> Self:
        """Those whose existence the viewer may know: readable ones, where they are invited; employees: private ones."""
        if not viewer.is_active:
            return self.none()
        own = Q(_is_member(viewer)) | Q(_is_invited(viewer))
        known = own if viewer.is_external else own | ~Q(kind=Community.Kind.SECRET)
        return self.filter(known, merged_into=None)

    def joined_by(self, viewer: Person) -> Self:
        """Those that the viewer reads as a member: joined ones, and the company's for employees."""
        own = Q(_is_member(viewer))
        mine = own if viewer.is_external else own | Q(is_everyone=True)
        return self.filter(mine, merged_into=None)

    def led_by(self, viewer: Person) -> Self:
        """Those that the viewer owns or moderates."""
        return self.filter(_is_member(viewer, role__in=["owner", "moderator"]), merged_into=None)

    def owned_by(self, viewer: Person) -> Self:
        """Those that the viewer owns."""
        return self.filter(_is_member(viewer, role="owner"), merged_into=None)

    def startable_by(self, viewer: Person) -> Self:
        """Those in which the viewer may start a thread, bars of moderation aside; the same rule as `may_start`."""
        leads = Q(_is_member(viewer, role__in=["owner", "moderator"]))
        is_guest = Q(_is_member(viewer, role="guest"))
        free = Q(posting=Community.Posting.EVERYONE) & ~is_guest
        if viewer.level >= Person.Level.DIRECTOR:
            free |= Q(is_everyone=True)
        return self.readable_by(viewer).filter(leads | free, archived_at=None)

    def standing(self) -> Self:
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def by_name(self) -> Self:
        return self.order_by("-is_everyone", "name", "pk")


def _is_member(viewer: Person, **conditions: object) -> Exists:
    memberships = Community.memberships.rel.related_model._default_manager
    holds = Q(until_at=None) | Q(until_at__gt=clock.now())
    return Exists(memberships.filter(holds, community=OuterRef("pk"), person=viewer, **conditions))


def _is_invited(viewer: Person) -> Exists:
    invitations = Community.invitations.rel.related_model._default_manager
    return Exists(invitations.filter(community=OuterRef("pk"), person=viewer, answered_at=None))


class Community(models.Model):
    """A place with members and a stream."""

    class Kind(models.TextChoices):
        OPEN = "open", _("open")
        PRIVATE = "private", _("private")
        SECRET = "secret", _("secret")

    class Posting(models.TextChoices):
        EVERYONE = "everyone", _("everybody who may write")
        LEADS = "leads", _("those who run it")

    class JoinPolicy(models.TextChoices):
        OPEN = "open", _("at once")
        REQUEST = "request", _("on request")
        INVITATION = "invitation", _("by invitation")

    class Cover(models.TextChoices):
        HILLS = "hills", _("hills")
        WAVES = "waves", _("waves")
        DOTS = "dots", _("dots")
        RAYS = "rays", _("rays")
        BLOCKS = "blocks", _("blocks")
        STEPS = "steps", _("steps")
        ROOFS = "roofs", _("roofs")
        RINGS = "rings", _("rings")

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
    posting = models.CharField(
        _("who starts threads"),
        max_length=8,
        choices=Posting,
        default=Posting.EVERYONE,
        db_default="everyone",
    )
    join_policy = models.CharField(
        _("how one joins"), max_length=10, choices=JoinPolicy, default=JoinPolicy.OPEN, db_default="open"
    )
    # Up to five; the answers are kept with the request, in the words that were asked.
    questions = models.JSONField(default=list, blank=True, db_default=[])
    welcome = models.TextField(_("welcome"), max_length=2000, blank=True, db_default="")
    rules = models.TextField(_("rules"), max_length=4000, blank=True, db_default="")
    cover = models.CharField(_("cover"), max_length=8, choices=Cover, default=Cover.HILLS, db_default="hills")
    # A picture of its own in place of the drawn cover: small, without metadata, seen by whoever may know of the community.
    picture = models.FileField(upload_to="", blank=True, editable=False, db_default="")
    picture_alt = models.CharField(
        _("description for those who cannot see it"), max_length=300, blank=True, db_default=""
    )
    tint = models.PositiveSmallIntegerField(_("colour"), null=True, blank=True)
    preset = models.CharField(max_length=16, blank=True, editable=False, db_default="")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", editable=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged", editable=False)
    # Counts up at each change of the settings, so that two owners cannot overwrite each other unawares.
    version = models.PositiveIntegerField(default=1, editable=False, db_default=1)
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
                condition=~Q(kind="secret") & Q(merged_into=None),
                name="community_name_once",
                violation_error_message=_("Another community has this name."),
            ),
            models.UniqueConstraint(
                fields=["is_everyone"], condition=Q(is_everyone=True), name="community_one_everyone"
            ),
            models.CheckConstraint(
                condition=Q(is_everyone=False) | Q(kind="open"), name="community_everyone_is_open"
            ),
            models.CheckConstraint(
                condition=~Q(kind="secret") | Q(join_policy="invitation"),
                name="community_secret_by_invitation",
            ),
            models.CheckConstraint(
                condition=Q(is_everyone=False) | Q(archived_at=None, parent=None, merged_into=None),
                name="community_everyone_stays",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="community_not_its_own_parent"
            ),
            models.CheckConstraint(condition=Q(tint=None) | Q(tint__lte=9), name="community_tint_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:show", args=[self.slug])

    @property
    def picture_address(self) -> str:
        """Where the cover's picture is; another one for each picture, so that none is shown from before."""
        return f"{reverse('communities:cover', args=[self.slug])}?v={(self.picture.name or '')[-8:]}"

    @property
    def is_open(self) -> bool:
        """Whether every employee may read it."""
        return self.kind == self.Kind.OPEN

    @property
    def is_archived(self) -> bool:
        """Whether it is kept to be read only."""
        return self.archived_at is not None

    @property
    def hue(self) -> int:
        """One of ten tints: the chosen one, or one that its number gives it."""
        return self.tint if self.tint is not None else (self.pk or 0) % 10
