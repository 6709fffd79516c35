"""A person: the account, the place in the organisation, and what the profile shows."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from people.models.units import OrgUnit, Site


def fold(text: str) -> str:
    """Return text for finding and sorting: lower case, without accents, ß as ss."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("\x00", "")


class PersonQuerySet(models.QuerySet["Person"]):
    """People as adjectives."""

    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def human(self) -> "PersonQuerySet":
        return self.filter(is_service=False)

    def visible_to(self, viewer: "Person") -> "PersonQuerySet":
        """Employees see everybody active; somebody from outside sees the people of their own communities.

        Where they are a guest, those are only the people who run it and who wrote there.
        """
        people = self.active().human()
        if not viewer.is_active:
            return people.none()
        if not viewer.is_external:
            return people
        # The rows are of the app above, which hangs its relation on a person.
        rows: Any = Person.memberships.rel.related_model._default_manager
        rows = rows.current()
        mine = rows.filter(person=viewer)
        beside = rows.filter(community__in=mine.exclude(role="guest").values("community"))
        heard = rows.filter(
            models.Q(role__in=["owner", "moderator"]) | models.Q(wrote_at__isnull=False),
            community__in=mine.values("community"),
        )
        return people.filter(
            models.Q(pk=viewer.pk)
            | models.Q(pk__in=beside.values("person"))
            | models.Q(pk__in=heard.values("person"))
        )

    def by_name(self) -> "PersonQuerySet":
        return self.order_by("sort_name", "pk")


class PersonAdmin(BaseUserManager["Person"]):
    """Makes accounts for Django's own commands."""

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "Person":
        """Create a person who can sign in."""
        person = self.model(username=username.lower(), email=self.normalize_email(email) or None, **fields)
        person.display_name = person.display_name or username
        person.set_password(password)
        person.save()
        return person

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "Person":
        """Create an administrator."""
        return self.create_user(username, email, password, is_staff=True, is_superuser=True, **fields)


class StreamOrder(models.TextChoices):
    """In which order home is read."""

    RANKED = "ranked", _("most relevant first")
    NEWEST = "newest", _("newest first")


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account."""

    class Level(models.IntegerChoices):
        EMPLOYEE = 1, _("employee")
        LEAD = 2, _("team lead")
        MANAGER = 3, _("manager")
        DIRECTOR = 4, _("director")
        EXECUTIVE = 5, _("executive")

    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?$", _("Letters a–z, digits, . _ -"))
        ],
    )
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    display_name = models.CharField(_("name"), max_length=120)
    sort_name = models.CharField(max_length=240, editable=False, db_index=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    bio = models.TextField(_("about me"), max_length=2000, blank=True)
    skills = models.CharField(_("skills"), max_length=400, blank=True, help_text=_("Separated by commas."))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    timezone = models.CharField(_("time zone"), max_length=40, blank=True)
    theme = models.CharField(max_length=6, blank=True, choices=[("light", _("light")), ("dark", _("dark"))])
    search_text = models.TextField(editable=False, blank=True)

    # How this person reads: the order of home, single-key shortcuts, and up to when they know what happened.
    stream_order = models.CharField(
        max_length=8, choices=StreamOrder, default=StreamOrder.RANKED, db_default=StreamOrder.RANKED
    )
    has_shortcuts = models.BooleanField(default=True, db_default=True)
    here_at = models.DateTimeField(null=True, editable=False, help_text=_("Last seen reading."))
    left_at = models.DateTimeField(null=True, editable=False, help_text=_("End of the visit before this."))
    caught_up_at = models.DateTimeField(null=True, editable=False)

    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="people")
    department = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="department_people", editable=False
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.EMPLOYEE)
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="people")
    hired_on = models.DateField(_("hired on"), null=True, blank=True)

    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_external = models.BooleanField(_("guest from outside"), default=False)
    is_service = models.BooleanField(_("service account"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    # Derived, kept by moderation: nobody else's sanctions are looked up at each request.
    is_barred = models.BooleanField(default=False, db_default=False, editable=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    deactivated_on = models.DateField(null=True, blank=True, editable=False)
    external_id = models.CharField(max_length=120, unique=True, null=True, blank=True)

    # What a request has looked up already; never stored.
    held_roles: set[str] | None = None
    roles_by_community: dict[int, str] | None = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "display_name"]

    objects: ClassVar[Any] = PersonAdmin.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["sort_name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email or None
        self.sort_name = fold(self.display_name)[:240]
        self.search_text = fold(" ".join([self.display_name, self.username, self.title, self.skills]))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("people:profile", args=[self.username])

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name.split(" ")[0]

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        words = [word for word in self.display_name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"

    @property
    def avatar_hue(self) -> int:
        """One of twelve hues, the same on every page."""
        return (self.pk or 0) * 7 % 12

    @property
    def skill_list(self) -> list[str]:
        """The skills as words."""
        return [skill.strip() for skill in self.skills.split(",") if skill.strip()]
