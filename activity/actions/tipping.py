"""A community's tip: the moment of its newest thread that stands, which the home stream trusts."""

from django.db.models import Max

from activity.models import Thread
from communities.models import Community


def move_tip(community: Community) -> None:
    """Set a community's tip to its newest thread that stands and is not held."""
    newest = Thread.objects.public().filter(community=community).aggregate(at=Max("created_at"))["at"]
    Community.objects.filter(pk=community.pk).update(tip_at=newest)
