"""Following: one person reads what another writes; no answer is needed."""

from django.db import models
from django.db.models import F, Q

from people.models.person import Person


class Follow(models.Model):
    """A person follows another."""

    follower = models.ForeignKey(Person, models.CASCADE, related_name="following")
    followed = models.ForeignKey(Person, models.CASCADE, related_name="followers")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="follow_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.follower} → {self.followed}"
