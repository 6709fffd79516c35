"""Standing idea boxes: opening one for an area, closing it, opening it again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import fresh_key, refused, viewer_of
from ideas import board
from ideas.actions import planning
from ideas.forms import BoxForm
from ideas.policies import may_launch_somewhere


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Open a box."""
    viewer = viewer_of(request)
    if not may_launch_somewhere(viewer):
        raise PermissionDenied(_("Only those who run a community open idea boxes in it."))
    form = BoxForm(request.POST or None, viewer=viewer, initial={"sponsor": viewer.pk})
    context = {"form": form, "idempotency_key": fresh_key()}
    if request.method == "GET":
        return render(request, "ideas/create_box.html", context)
    if form.is_valid():
        found = dict(form.cleaned_data)
        try:
            return redirect(planning.open_box(viewer, found.pop("community"), **found))
        except ValidationError as error:
            form.add_error(None, error)
    return refused(request, "ideas/create_box.html", context)


@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a box, or open it again."""
    box = get_object_or_404(board.challenges(viewer_of(request)).boxes(), pk=pk)
    turn = planning.reopen_box if request.POST.get("wish") == "open" else planning.close_box
    return redirect(turn(viewer_of(request), box))
