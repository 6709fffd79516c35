"""Where a row of the bell about a ruling leads, and who may still see it."""

from django.db.models import Q
from django.urls import reverse

from inbox.models import Notification
from moderation.models import Appeal, Ruling, Sanction
from people.models import Person


def place(row: Notification) -> str:
    """Return the page of the ruling; a sanction without one stands on the page of one's own sanctions."""
    if row.object_type == "ruling":
        return reverse("moderation:ruling", args=[row.object_id])
    if row.object_type == "appeal":
        return reverse("moderation:appeal", args=[row.object_id])
    return reverse("moderation:mine")


def sight(viewer: Person) -> Q:
    """Return the condition under which the viewer sees such a row: what it tells of concerns them still."""
    rulings = Ruling.objects.visible_to(viewer).values("pk")
    appeals = Appeal.objects.filter(ruling__case__author=viewer).values("pk")
    sanctions = Sanction.objects.filter(person=viewer).values("pk")
    return (
        Q(object_type="ruling", object_id__in=rulings)
        | Q(object_type="appeal", object_id__in=appeals)
        | Q(object_type="sanction", object_id__in=sanctions)
    )
