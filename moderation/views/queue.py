"""The queue of a moderator."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from esn.kit import pages
from moderation import queue
from moderation.models import Cause, Kind
from moderation.policies import may_read_log
from moderation.queue import Sieve
from moderation.views.finding import moderator

SIZE = 25


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what waits, longest waiting first, or what was decided."""
    viewer = moderator(request)
    sieve = Sieve.of(request.GET)
    page = pages.page(
        queue.cases(viewer, sieve), sieve.order, cursor=request.GET.get("cursor", ""), size=SIZE
    )
    found = queue.counts(viewer)
    queue.keep_waiting(viewer, found)
    context = {
        "page": page,
        "sieve": sieve,
        "asked": urlencode(sieve.given),
        "counts": found,
        "kinds": Kind.choices,
        "causes": Cause.choices,
        "communities": queue.communities(viewer),
        "may_read_log": may_read_log(viewer),
        "sees_everything": queue.sees_everything(viewer),
    }
    return render(request, "moderation/queue.html", context)
