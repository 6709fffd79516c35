"""An announcement that must be read, and who said that they have."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity.models.post import Post
from people.models import Person


class MustRead(models.Model):
    """An announcement asks its audience to confirm that they have read it."""

    class Audience(models.TextChoices):
        MEMBERS = "members", _("the members of the community")
        READERS = "readers", _("everybody who can read it")

    post = models.OneToOneField(Post, models.CASCADE, related_name="must_read")
    audience = models.CharField(_("who"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    due_on = models.DateField(_("until"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.post)


class Acknowledgement(models.Model):
    """Somebody has read it, and says so."""

    must_read = models.ForeignKey(MustRead, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="acknowledgements")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["must_read", "person"], name="acknowledged_once"),
        ]
