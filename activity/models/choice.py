"""What the administrator lays out for people to choose from: the signs of reactions, the values to praise for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Choice(models.Model):
    """One of an ordered set; one that is retired stays where it was used."""

    key = models.SlugField(max_length=12, unique=True)
    label = models.CharField(_("name"), max_length=40)
    emoji = models.CharField(_("emoji"), max_length=16, blank=True)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


class ReactionSign(Choice):
    """A sign to react with: an emoji, or one of those drawn for the product."""

    class Drawing(models.TextChoices):
        LIKE = "like", _("thumb")
        LOVE = "love", _("heart")
        CELEBRATE = "celebrate", _("sparkles")
        INSIGHTFUL = "insightful", _("light bulb")
        CURIOUS = "curious", _("question mark")

    drawing = models.CharField(_("drawing"), max_length=12, choices=Drawing, blank=True)


class CompanyValue(Choice):
    """What the company wants to see more of; praise names one."""

    class Tint(models.IntegerChoices):
        PETROL = 0, _("petrol")
        AMBER = 1, _("amber")
        GREEN = 2, _("green")
        VIOLET = 3, _("violet")
        RED = 4, _("red")
        BLUE = 5, _("blue")
        YELLOW = 6, _("yellow")
        TEAL = 7, _("teal")
        ROSE = 8, _("rose")
        LEAF = 9, _("leaf")

    tint = models.PositiveSmallIntegerField(_("colour"), choices=Tint, default=Tint.PETROL)
