"""The administrator's pages of signs to react with and values to praise for; for everybody else there are none."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activity import policies
from activity.actions import choosing
from activity.kind_forms import SignForm, ValueForm
from activity.models import Choice, CompanyValue, ReactionSign
from activity.views.showing import refused, viewer_of


def _guard(request: HttpRequest) -> None:
    if not policies.may_lay_out(viewer_of(request)):
        raise Http404


@require_http_methods(["GET", "POST"])
def signs(request: HttpRequest) -> HttpResponse:
    """List the signs, and add one."""
    _guard(request)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_saved(choosing.save_sign, request, form):
        return redirect("activity:signs")
    lede = _("What people can react with, everywhere. A retired sign stays where it was used.")
    context = {"heading": _("Reactions"), "lede": lede, "edit_url": "activity:sign"}
    return _list(request, ReactionSign, form, context)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a sign."""
    _guard(request)
    row = get_object_or_404(ReactionSign, pk=pk)
    form = SignForm(request.POST or None, initial=_initial(row, "drawing"))
    if request.method == "POST" and form.is_valid() and _is_saved(choosing.save_sign, request, form, row):
        return redirect("activity:signs")
    return _page(request, row, form, "activity:signs")


@require_http_methods(["GET", "POST"])
def values(request: HttpRequest) -> HttpResponse:
    """List the values, and add one."""
    _guard(request)
    form = ValueForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_saved(choosing.save_value, request, form):
        return redirect("activity:values")
    lede = _("What the company wants to see more of: praise names one of these.")
    context = {"heading": _("Values"), "lede": lede, "edit_url": "activity:value"}
    return _list(request, CompanyValue, form, context)


@require_http_methods(["GET", "POST"])
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a value."""
    _guard(request)
    row = get_object_or_404(CompanyValue, pk=pk)
    form = ValueForm(request.POST or None, initial=_initial(row, "tint"))
    if request.method == "POST" and form.is_valid() and _is_saved(choosing.save_value, request, form, row):
        return redirect("activity:values")
    return _page(request, row, form, "activity:values")


def _initial(row: Choice, *more: str) -> dict[str, Any]:
    names = ("label", "emoji", "place", *more)
    return {name: getattr(row, name) for name in names} | {"is_active": row.retired_at is None}


def _is_saved(save: Any, request: HttpRequest, form: forms.Form, row: Choice | None = None) -> bool:
    """Save what was typed; where a rule is broken it stands at its field."""
    try:
        save(viewer_of(request), row, **form.cleaned_data)
    except ValidationError as error:
        for name, lines in error.message_dict.items():
            form.add_error(name, lines)
        return False
    messages.success(request, _("Saved."))
    return True


def _list(
    request: HttpRequest, model: type[Choice], form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    rows = model._default_manager.order_by("retired_at", "place", "pk")
    active = [row for row in rows if row.retired_at is None]
    shown = {**context, "rows": [*active, *(row for row in rows if row.retired_at)], "form": form}
    if request.method == "POST":
        return refused(request, "activity/choices.html", shown)
    return render(request, "activity/choices.html", shown)


def _page(request: HttpRequest, row: Choice, form: forms.Form, list_url: str) -> HttpResponse:
    context = {"row": row, "form": form, "list_url": list_url}
    if request.method == "POST":
        return refused(request, "activity/choice.html", context)
    return render(request, "activity/choice.html", context)
