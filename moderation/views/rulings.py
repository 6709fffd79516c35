"""What was decided, for those whom it concerns: the author, who may appeal, and those who reported it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity.views.showing import refused, viewer_of
from esn.kit import pages
from moderation import queue
from moderation.actions import appealing
from moderation.forms import AppealForm
from moderation.models import Appeal, Report, Ruling, Sanction
from moderation.policies import NotAllowed, may_appeal, may_handle
from moderation.views.finding import find_ruling

SIZE = 25


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the author or a reporter what was decided; moderators are led to the case."""
    ruling, viewer = find_ruling(request, pk), viewer_of(request)
    is_party = Report.objects.filter(case=ruling.case, reporter=viewer).exists()
    if may_handle(viewer, ruling.case) and not is_party:
        return redirect(ruling.case)
    return render(request, "moderation/ruling.html", _context(request, ruling))


def _context(request: HttpRequest, ruling: Ruling, form: AppealForm | None = None) -> dict[str, Any]:
    viewer = viewer_of(request)
    is_author = ruling.case.author_id == viewer.pk
    return {
        "ruling": ruling,
        "case": ruling.case,
        "is_author": is_author,
        "appeal": queue.appeal_of(ruling) if is_author else None,
        "form": (form or AppealForm()) if may_appeal(viewer, ruling) else None,
    }


@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody else to look again."""
    ruling = find_ruling(request, pk)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return refused(request, "moderation/ruling.html", _context(request, ruling, form))
    try:
        appealing.appeal_ruling(viewer_of(request), ruling, **form.cleaned_data)
    except NotAllowed as error:
        form.add_error(None, str(error))
        return refused(request, "moderation/ruling.html", _context(request, ruling, form))
    messages.success(request, _("Somebody else looks at it again. You will hear what they decide."))
    return redirect(ruling)


@require_GET
def appealed(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the ruling that was appealed."""
    own = Appeal.objects.filter(ruling__in=Ruling.objects.visible_to(viewer_of(request)).values("pk"))
    return redirect(get_object_or_404(own.select_related("ruling"), pk=pk).ruling)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what was decided about what the viewer wrote or reported, and what they may not do anywhere."""
    viewer = viewer_of(request)
    rows = Ruling.objects.concerning(viewer).for_display()
    standing = Sanction.objects.standing().filter(person=viewer).select_related("community")
    context = {
        "page": pages.page(rows, ("-at", "-pk"), cursor=request.GET.get("cursor", ""), size=SIZE),
        "sanctions": standing.order_by("since_at"),
        "waiting": queue.own_waiting(viewer),
        "me": viewer.pk,
    }
    return render(request, "moderation/mine.html", context)
