"""Pages that join communities with what is written in them: the list, a community, about it, and its health."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from activity import emerging, feed, health, threads
from activity.policies import may_publish
from activity.views.composing import composer_context
from activity.views.showing import stream_context, viewer_of
from activity.views.streams import show as show_stream
from communities import browsing
from communities.forms import RequestForm
from communities.models import Community
from communities.policies import START, may_read, refusal
from communities.presets import PRESETS
from communities.views.communities import index_context
from communities.views.finding import find, find_led, find_readable
from esn.kit import markup
from esn.views.suggestions import suggested


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the communities that the viewer may know of, and words that might become one."""
    context = index_context(request)
    if context["is_first_page"] and not context["words"]:
        context["emerging"] = emerging.tags(viewer_of(request))
    return render(request, "communities/index.html", context)


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a community; one whose contents are closed to the viewer shows its door."""
    viewer = viewer_of(request)
    community = find(request, slug)
    if community.slug != slug:
        return redirect(community)
    header = browsing.header(viewer, community)
    if not may_read(viewer, community):
        return render(
            request, "communities/door.html", header | {"form": RequestForm(questions=community.questions)}
        )
    stream = feed.community(viewer, community, request.GET.get("cursor", ""))
    context = header | stream_context(viewer, stream, f"community:{community.pk}")
    if "cursor" not in request.GET:
        context |= _around(request, community, header)
    return show_stream(request, "communities/show.html", context)


def _around(request: HttpRequest, community: Community, header: dict[str, Any]) -> dict[str, Any]:
    """Return what the first page shows beside the stream."""
    viewer = viewer_of(request)
    context: dict[str, Any] = {
        "is_first_page": True,
        "about": browsing.about(viewer, community),
        "greeting": browsing.greeting(viewer, community),
        "guest_count": browsing.guest_count(community),
        "why_not": refusal(viewer, community, START),
        "pinned": threads.pinned(viewer, community),
    }
    if may_publish(viewer, community):
        context |= composer_context(request, community)
    if header["may_lead"] and community.tip_at is None and community.preset in PRESETS:
        context["first_posts"] = PRESETS[community.preset].first_posts
    return context


def _html(text: str) -> Any:
    """Return typed words as safe HTML; names in them stay plain."""
    rendered = markup.render(
        text, mention_url=lambda _name: None, tag_url=lambda tag: reverse("activity:tag", args=[tag])
    )
    return markup.trusted(rendered.html)


@require_GET
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a community is for, its rules, and who runs it."""
    viewer = viewer_of(request)
    community = find_readable(request, slug)
    context = browsing.header(viewer, community) | {
        "about": browsing.about(viewer, community),
        "rules": _html(community.rules) if community.rules else "",
        "welcome": _html(community.welcome) if community.welcome else "",
        "audience": browsing.audience_size(community),
        "guest_count": browsing.guest_count(community),
        "rule": getattr(community, "rule", None),
    }
    return render(request, "communities/about.html", context)


@require_GET
def well_being(request: HttpRequest, slug: str) -> HttpResponse:
    """Show those who run a community how it does, and what to do about it."""
    viewer = viewer_of(request)
    community = find_led(request, slug)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(period) for period in health.PERIODS} else health.PERIODS[0]
    numbers, waits = health.numbers(community, days), health.waiting(community)
    header = browsing.header(viewer, community)
    context = header | {
        "days": days,
        "periods": health.PERIODS,
        "numbers": numbers,
        "waiting": waits,
        "bars": _bars(numbers.weeks),
        "last_week": numbers.weeks[-1][0] if numbers.weeks else None,
        "suggested": suggested(community, waits, header["request_count"]),
    }
    return render(request, "communities/health.html", context)


def _bars(weeks: list[tuple[Any, int]]) -> list[dict[str, Any]]:
    """Return the weeks as bars in a box of 100 by 40: place, width and height as numbers for SVG."""
    most = max((number for _week, number in weeks), default=0) or 1
    step = 100 / max(len(weeks), 1)
    return [
        {
            "week": week, "number": number, "x": round(place * step, 3), "width": round(step * 0.8, 3),
            "height": round(38 * number / most, 3), "y": round(40 - 38 * number / most, 3),
        }
        for place, (week, number) in enumerate(weeks)
    ]  # fmt: skip
