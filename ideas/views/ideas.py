"""An idea's page, supporting it, fearing for it, deciding on it and appealing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BooleanField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import files
from activity.views.showing import is_partial, refused, viewer_of
from activity.views.threads import thread_context
from esn.kit import live
from ideas import board, idea_page, ordering, policies, remarks
from ideas.actions import deciding, merging, supporting
from ideas.forms import AppealForm, ConcernForm, DecisionForm, SupportForm
from ideas.fragments import board_cards
from ideas.models import Appeal, Idea, Merge, Support


def find(request: HttpRequest, **key: Any) -> Idea:
    """Return an idea that the viewer may see; hidden and missing answer alike."""
    ideas = Idea.objects.visible_to(viewer_of(request)).for_display()
    return get_object_or_404(ideas.select_related("challenge__community", "challenge__sponsor"), **key)


def find_named(request: HttpRequest, pk: int) -> Idea:
    """Return an idea whose author the viewer may know; what they judge blind is as if it were not there."""
    viewer = viewer_of(request)
    return find(request, pk__in=Idea.objects.named_to(viewer).filter(pk=pk).values("pk"))


@require_GET
def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an idea with its thread, its way and its decision."""
    idea = find(request, pk=pk)
    query = request.META.get("QUERY_STRING", "")
    if slug != idea.slug:
        return redirect(idea.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    return render(request, "ideas/idea.html", idea_context(request, idea))


def idea_context(request: HttpRequest, idea: Idea, **more: Any) -> dict[str, Any]:
    """Return everything that an idea's page shows."""
    viewer = viewer_of(request)
    board.dress(viewer, idea.challenge, [idea])
    files.add_to_threads([idea.thread])
    rights = {
        "may_edit_idea": policies.may_edit_idea(viewer, idea),
        "may_decide": policies.may_decide(viewer, idea),
        "may_name_authors": policies.may_name_authors(viewer, idea),
        "may_raise_concern": policies.may_raise_concern(viewer, idea),
        "is_in_charge": policies.is_in_charge(viewer, idea.challenge),
        "may_appeal": bool(idea.decision and policies.may_appeal(viewer, idea, idea.decision)),
    }
    facts = {
        "idea": idea,
        "challenge": idea.challenge,
        "decision": idea.decision,
        "comment_kinds": remarks.offered(viewer, idea),
        "comment_url": reverse("ideas:remark", args=[idea.pk]),
        "challenge_topic": live.sign(viewer, f"challenge:{idea.challenge_id}"),
    }
    return thread_context(request, idea.thread) | facts | rights | idea_page.told(viewer, idea) | more


@require_GET
def by_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from an idea's thread to the idea, keeping the comment that was asked for."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(find(request, thread=pk).get_absolute_url() + (f"?{query}" if query else ""))


@require_POST
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Support an idea, or take the support back."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    form = SupportForm(request.POST)
    benefit = form.cleaned_data["benefit"] if form.is_valid() else ""
    if Support.objects.filter(idea=idea, person=viewer).exists() and not benefit:
        supporting.withdraw_support(viewer, idea)
    else:
        supporting.support_idea(viewer, idea, benefit=benefit or Support.Benefit.BENEFIT)
    if not is_partial(request):
        return redirect(idea)
    fresh = board.dress(viewer, idea.challenge, [find(request, pk=pk)])[0]
    return render(request, "ideas/_support.html", {"idea": fresh, "wide": "wide" in request.GET})


@require_GET
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the idea's card on the board as it is now; pages ask for it when they hear of a change."""
    idea = find(request, pk=pk)
    kind = "small" if "small" in request.GET else "card"
    order = ordering.ORDERS.get(request.GET.get("order", ""))
    cards = board_cards(viewer_of(request), idea.challenge, [pk], kind, order=order)
    return HttpResponse("".join(card.html for card in cards))


@require_GET
def support_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the idea's support button as it is now, for its open page."""
    idea = find(request, pk=pk)
    board.dress(viewer_of(request), idea.challenge, [idea])
    return render(request, "ideas/_support_piece.html", {"idea": idea})


@require_POST
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one fears about an idea, or take it back."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    if "withdraw" in request.POST:
        supporting.withdraw_concern(viewer, idea)
        return redirect(idea.get_absolute_url() + "#concerns")
    form = ConcernForm(request.POST)
    if form.is_valid():
        try:
            supporting.raise_concern(viewer, idea, text=form.cleaned_data["text"])
            return redirect(idea.get_absolute_url() + "#concerns")
        except ValidationError as error:
            form.add_error("text", error)
    return refused(request, "ideas/idea.html", idea_context(request, idea, concern_form=form))


@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring new evidence against a decision."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    is_allowed = idea.decision is not None and policies.may_appeal(viewer, idea, idea.decision)
    policies.require(is_allowed, _("An author or supporter may appeal, once."))
    form = AppealForm(request.POST or None)
    context = {"form": form, "idea": idea, "challenge": idea.challenge}
    if request.method == "GET":
        return render(request, "ideas/appeal.html", context)
    if not form.is_valid():
        return refused(request, "ideas/appeal.html", context)
    deciding.appeal(viewer, idea, evidence=form.cleaned_data["evidence"])
    return redirect(idea)


@require_POST
def back_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand behind the appeal of an idea that one supports."""
    idea = find(request, pk=pk)
    made = get_object_or_404(Appeal, decision=idea.decision_id)
    deciding.back_appeal(viewer_of(request), made)
    return redirect(idea)


@require_POST
def object_to_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's support from counting for the idea that this one was merged into."""
    idea = find(request, pk=pk)
    merge = get_object_or_404(Merge, source=idea, undone_at=None)
    merging.object_to_merge(viewer_of(request), merge)
    return redirect(idea)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an idea with a decision and its reason."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    policies.require(
        policies.may_decide(viewer, idea),
        _("Only the sponsor or manager decides, once, and not on their own idea."),
    )
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_meant = request.POST.get("is_meant") == "on"
            deciding.decide_idea(viewer, idea, is_meant=is_meant, **form.cleaned_data)
        except deciding.TemplateReason as error:
            form.add_error("reason_text", error)
            form.fields["is_meant"] = BooleanField(label=_("I mean the same reason"), required=False)
        except ValidationError as error:
            form.add_error("review_on" if isinstance(error, deciding.ReviewMissing) else "reason_text", error)
        else:
            return redirect(idea)
    context = {"form": form, "idea": idea, "challenge": idea.challenge}
    if request.method == "POST":
        return refused(request, "ideas/decide.html", context)
    return render(request, "ideas/decide.html", context)
