"""What the views of moderation share: finding a case or a ruling that the viewer may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from activity.views.showing import viewer_of
from moderation.models import Case, Ruling
from moderation.policies import may_moderate
from people.models import Person


def moderator(request: HttpRequest) -> Person:
    """Return the viewer if they have a queue; to others there is none."""
    viewer = viewer_of(request)
    if not may_moderate(viewer):
        raise Http404
    return viewer


def find_case(request: HttpRequest, pk: int) -> Case:
    """Return a case that the viewer may look at; hidden and missing answer alike."""
    rows = Case.objects.visible_to(viewer_of(request))
    related = ("thread__community", "thread__starter", "comment__thread", "file", "person")
    return get_object_or_404(rows.select_related(*related, "author__department", "claimed_by"), pk=pk)


def find_ruling(request: HttpRequest, pk: int) -> Ruling:
    """Return a ruling that concerns the viewer, or that they may look at."""
    return get_object_or_404(Ruling.objects.visible_to(viewer_of(request)).for_display(), pk=pk)
