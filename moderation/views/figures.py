"""The open account of moderation: how much was removed, and what became of appeals."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from moderation.quarters import quarters


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show everybody the numbers of each quarter."""
    context = {"quarters": quarters(), "days": settings.APPEAL_DAYS}
    return render(request, "moderation/figures.html", context)
