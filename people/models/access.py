"""Rights beyond being employed: site roles, tokens for programs, one-time links to sign in."""

import hashlib
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from people.models.person import Person


def digest(secret: str) -> str:
    """Return what is stored of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class RoleGrant(models.Model):
    """A site role, with who gave it and when."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        EXECUTIVE = "executive", _("executive")
        ANALYST = "analyst", _("analyst")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=Role)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class ApiToken(models.Model):
    """A program's right to act for a person; only the hash is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")

    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    """Links as adjectives."""

    def usable(self) -> Self:
        return self.filter(used_at=None, expires_at__gt=clock.now())


class SignInLink(models.Model):
    """A link that signs its person in once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link for {self.person}"
