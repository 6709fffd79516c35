"""Sharing a post into another community, saying how far one's own may travel, and asking for a wider audience."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity import policies
from activity.actions import promoting, sharing
from activity.models import Promotion, Thread
from activity.travel_forms import PromotionForm, ShareForm, SharingForm
from activity.views.composing import writable
from activity.views.showing import refused, viewer_of
from activity.views.threads import find
from communities import audiences, browsing


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry the opening into another community with a word of one's own."""
    thread, viewer = find(request, pk), viewer_of(request)
    origin = sharing.origin_of(thread)
    if not Thread.objects.visible_to(viewer).filter(pk=origin.pk).exists():
        origin = thread
    form = ShareForm(request.POST or None, communities=writable(request))
    if request.method == "POST" and form.is_valid():
        try:
            post = sharing.share_thread(viewer, origin, **form.cleaned_data)
        except policies.NotAllowed as error:
            form.add_error("community", str(error))
        else:
            messages.success(request, _("Shared."))
            return redirect(post.thread)
    context = {"form": form, "thread": origin, "may_promote": policies.may_promote(viewer, origin)}
    if request.method == "POST":
        return refused(request, "activity/share.html", context)
    return render(request, "activity/share.html", context)


@require_http_methods(["GET", "POST"])
def allow(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far the opening of one's own post may travel."""
    thread, viewer = find(request, pk), viewer_of(request)
    policies.require(policies.may_set_sharing(viewer, thread))
    form = SharingForm(request.POST or None, initial={"sharing": thread.sharing})
    if request.method == "POST" and form.is_valid():
        sharing.set_sharing(viewer, thread, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(thread)
    context = {"form": form, "thread": thread, "shares": browsing_shares(request, thread)}
    if request.method == "POST":
        return refused(request, "activity/sharing.html", context)
    return render(request, "activity/sharing.html", context)


def browsing_shares(request: HttpRequest, thread: Thread) -> list[Thread]:
    """Return where the thread was shared, as far as the viewer may see it."""
    shares = Thread.objects.visible_to(viewer_of(request)).filter(shared_from=thread)
    return list(shares.select_related("community", "starter").newest_first()[:50])


@require_http_methods(["GET", "POST"])
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the author to let the opening be shown to a wider audience, having seen who would be added."""
    thread, viewer = find(request, pk), viewer_of(request)
    policies.require(policies.may_promote(viewer, thread))
    places = writable(request).exclude(pk=thread.community_id)
    form = PromotionForm(request.POST or None, communities=places, initial=place_in_address(request))
    if request.method == "POST" and form.is_valid():
        promoting.ask_promotion(viewer, thread, **form.cleaned_data)
        messages.success(request, _("Its author has been asked. You hear of the answer."))
        return redirect(thread)
    context = {
        "form": form,
        "thread": thread,
        "places": places,
        "effect": effect(request, thread),
        "chooser_heading": _("Ask for a wider audience"),
    }
    if request.method == "POST":
        return refused(request, "activity/promote.html", context)
    return render(request, "activity/promote.html", context)


def place_in_address(request: HttpRequest) -> dict[str, str]:
    """Return the community that the address or the form names, as a form begins with it."""
    return {"community": request.POST.get("community") or request.GET.get("to", "")}


def effect(request: HttpRequest, thread: Thread) -> dict[str, object] | None:
    """Return whom a community chosen in the address would add to the readers and take from them."""
    number = str(place_in_address(request)["community"])
    is_number = number.isdecimal() and len(number) < 19
    chosen = writable(request).filter(pk=int(number)).first() if is_number else None
    if chosen is None:
        return None
    return {
        "community": chosen,
        "gaining": audiences.gaining(thread.community, chosen).count(),
        "losing": audiences.losing(thread.community, chosen).count(),
        "readers": browsing.audience_size(chosen),
    }


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, as the author, whether more people may read the opening."""
    viewer = viewer_of(request)
    asked = Promotion.objects.filter(thread__in=Thread.objects.visible_to(viewer), thread__starter=viewer)
    promotion = get_object_or_404(
        asked.select_related("thread__community", "target", "asked_by__department"), pk=pk
    )
    if request.method == "POST" and request.POST.get("decision") in {"accept", "decline"}:
        accept = request.POST["decision"] == "accept"
        promoting.decide_promotion(viewer, promotion, accept=accept)
        messages.success(request, _("They can read it now.") if accept else _("It stays where it is."))
        return redirect(promotion.thread)
    context = {
        "promotion": promotion,
        "thread": promotion.thread,
        "gaining": audiences.gaining(promotion.thread.community, promotion.target).count(),
    }
    return render(request, "activity/decide_promotion.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own question for a wider audience back."""
    viewer = viewer_of(request)
    own = Promotion.objects.filter(asked_by=viewer, thread__in=Thread.objects.visible_to(viewer))
    promotion = get_object_or_404(own.select_related("thread"), pk=pk)
    promoting.withdraw_promotion(viewer, promotion)
    return redirect(promotion.thread)
