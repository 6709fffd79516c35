"""What a community asks of those who write in it before their words are shown, and words that need a look."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from people.models import Person


class CommunityRules(models.Model):
    """How a community is moderated; without a row, nothing waits and nobody is slowed down."""

    class Approval(models.TextChoices):
        NOBODY = "nobody", _("Nobody's posts wait")
        NEWCOMERS = "newcomers", _("The first posts of newcomers wait for approval")
        EVERYBODY = "everybody", _("All posts wait for approval")

    community = models.OneToOneField(Community, models.CASCADE, primary_key=True, related_name="moderation")
    approval = models.CharField(
        _("before a post appears"), max_length=9, choices=Approval, default=Approval.NOBODY
    )
    newcomer_posts = models.PositiveSmallIntegerField(_("newcomers: until so many were approved"), default=3)
    newcomer_days = models.PositiveSmallIntegerField(_("newcomers: for so many days"), default=0)
    with_comments = models.BooleanField(_("comments wait too"), default=False)
    slow_seconds = models.PositiveIntegerField(_("slow mode: seconds between two texts"), default=0)
    hide_after = models.PositiveSmallIntegerField(_("hide by itself after so many reports"), default=3)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"rules of {self.community}"


class WordRuleQuerySet(models.QuerySet["WordRule"]):
    """Rules on words as adjectives."""

    def holding_in(self, community: Community) -> Self:
        """Those for everywhere and those of the community."""
        return self.filter(Q(community=None) | Q(community=community))

    def in_order(self) -> Self:
        return self.order_by("kind", "pattern", "pk")


class WordRule(models.Model):
    """A word, or a place that links lead to, and what happens to texts with it."""

    class Kind(models.TextChoices):
        WORD = "word", _("word or phrase")
        LINK = "link", _("links to")

    class Effect(models.TextChoices):
        WARN = "warn", _("warn the writer")
        HOLD = "hold", _("wait for approval")
        BLOCK = "block", _("refuse")

    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="word_rules")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.WORD)
    pattern = models.CharField(_("word, phrase or site"), max_length=100)
    effect = models.CharField(_("then"), max_length=5, choices=Effect, default=Effect.WARN)
    why = models.CharField(_("what the writer is told"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[WordRuleQuerySet] = WordRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "pattern"], name="word_rule_once_in_community"
            ),
            models.UniqueConstraint(
                fields=["kind", "pattern"], condition=Q(community=None), name="word_rule_once_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return self.pattern
