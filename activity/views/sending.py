"""Taking back what was just sent; the text returns to where it was typed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from activity.actions import sending
from activity.views.comments import find_comment
from activity.views.drafts import address
from activity.views.showing import viewer_of
from activity.views.threads import find


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post back within half a minute."""
    draft, said = sending.take_back_post(viewer_of(request), find(request, pk))
    messages.success(request, said)
    return redirect(address(draft))


@require_POST
def undo_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment back within half a minute."""
    draft, said = sending.take_back_comment(viewer_of(request), find_comment(request, pk))
    messages.success(request, said)
    return redirect(address(draft))
