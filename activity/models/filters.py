"""A saved filter: a stream of one's own, by kind, date, author and community."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from people.models import Person

MOST = 20


class SavedFilter(models.Model):
    """A person's own stream; `slot` is its place in their list, and the reason why there are at most twenty."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_filters")
    slot = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=40)
    # A kind of post, or "idea"; empty is any.
    kind = models.CharField(_("kind"), max_length=12, blank=True)
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("community")
    )
    author = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    since_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    is_pinned = models.BooleanField(_("in the navigation"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "slot"], name="saved_filter_slot_once"),
            models.CheckConstraint(
                condition=Q(slot__gte=1, slot__lte=MOST), name="saved_filter_at_most_twenty"
            ),
            models.UniqueConstraint("person", Lower("name"), name="saved_filter_name_once"),
            models.CheckConstraint(
                condition=Q(since_on=None) | Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="saved_filter_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
