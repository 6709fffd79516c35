"""The administrator's pages: mail that did not leave the house, the state of the processes, the look."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from activity.views.showing import viewer_of
from esn import health
from esn.kit import pages
from esn.kit.models import Mail, Outbox
from people.policies import may_administer

Rest = ParamSpec("Rest")


def for_administrators(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Let administrators in; for everybody else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not may_administer(viewer_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, Rest], HttpResponse], guarded)


@require_GET
@for_administrators
def outbox(request: HttpRequest) -> HttpResponse:
    """List the mails that were kept here."""
    page = pages.page(Mail.objects.all(), ("-at", "-pk"), cursor=request.GET.get("cursor", ""), size=50)
    return render(request, "esn/ops/outbox.html", {"page": page})


@require_GET
@for_administrators
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail."""
    return render(request, "esn/ops/mail.html", {"mail": get_object_or_404(Mail, pk=pk)})


@require_GET
@for_administrators
def status(request: HttpRequest) -> HttpResponse:
    """Show whether everything that should run does, and what could not be delivered."""
    stuck = Outbox.objects.quarantined().select_related("event").order_by("pk")[:50]
    waiting = Outbox.objects.filter(quarantined_at=None)
    context = {
        "checks": health.checks(),
        "stuck": stuck,
        "waiting": waiting.count(),
        "oldest": waiting.select_related("event").order_by("pk").first(),
    }
    return render(request, "esn/ops/status.html", context)


@require_GET
@for_administrators
def style(request: HttpRequest) -> HttpResponse:
    """Show every component of the look on one page."""
    return render(request, "esn/style.html")
