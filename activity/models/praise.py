"""Praise: a post that thanks one or several people for something that the company values."""

from django.db import models
from django.db.models import F, Q

from activity.models.choice import CompanyValue
from activity.models.post import Post
from people.models import Person


class Praise(models.Model):
    """What a post praises for."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="praise")
    value = models.ForeignKey(CompanyValue, models.PROTECT, related_name="praises")

    def __str__(self) -> str:
        return str(self.post)


class Praised(models.Model):
    """Somebody is praised."""

    praise = models.ForeignKey(Praise, models.CASCADE, related_name="praised")
    person = models.ForeignKey(Person, models.CASCADE, related_name="praises")
    # The author, here so that the database can hold that nobody praises themselves.
    giver = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["praise", "person"], name="praised_once"),
            models.CheckConstraint(condition=~Q(giver=F("person")), name="praised_by_another"),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="praise_of_person")]
