"""What a community says of itself beside its own row: topics, links, pinned resources, former addresses, dismissals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from people.models import Person


class Topic(models.Model):
    """A word that says what a community is about; the same words that tag threads."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="topics")
    name = models.CharField(max_length=50, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="topic_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return f"#{self.name}"


class Resource(models.Model):
    """A link that belongs to a community; a pinned one stands at the top of its page."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="resources")
    title = models.CharField(_("title"), max_length=120)
    url = models.CharField(
        _("address"), max_length=400, help_text=_("Of this site, or beginning with https://.")
    )
    is_pinned = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-is_pinned", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="/")
                | Q(url__startswith="https://")
                | Q(url__startswith="http://")
                | Q(url__startswith="mailto:"),
                name="resource_address_is_harmless",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CommunityAddress(models.Model):
    """An address that a community once had; it leads to it for whoever may know of it, and takes no name from anybody."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="addresses")
    slug = models.SlugField(max_length=80)
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "community"], name="community_address_once")]

    def __str__(self) -> str:
        return self.slug


class DismissedSuggestion(models.Model):
    """Somebody does not want a community made of this word suggested to them again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="dismissed_once")]

    def __str__(self) -> str:
        return self.name
