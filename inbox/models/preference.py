"""What a person wants to hear of: by kind and channel, by community, and what holds for who chose nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from inbox.models.kinds import Kind
from people.models import Person


class Channel(models.TextChoices):
    """A way to reach a person; mail and push join the bell when they exist."""

    BELL = "bell", _("In the bell")


class Preference(models.Model):
    """A person's own choice for one kind on one channel; without a row the default holds."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="notification_preferences", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.BELL)
    is_on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "channel"], name="preference_once")]


class Default(models.Model):
    """What holds for who chose nothing; without a row a kind is on."""

    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.BELL)
    is_on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "channel"], name="default_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel}: {self.is_on}"


class CommunityLevel(models.Model):
    """How much of one community a person wants to hear; without a row, what concerns them."""

    class Level(models.TextChoices):
        ALL = "all", _("Every new post too")
        NORMAL = "normal", _("What concerns me")
        MENTIONS = "mentions", _("Only what is said to me")
        NONE = "none", _("Nothing")

    person = models.ForeignKey(Person, models.CASCADE, related_name="community_levels", db_index=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    level = models.CharField(max_length=8, choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "community"], name="community_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=["all", "mentions", "none"]), name="community_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.community}: {self.level}"
