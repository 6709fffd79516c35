"""An idea's page, submitting, supporting and deciding."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity.views.showing import is_partial, refused, viewer_of
from activity.views.threads import thread_context
from ideas import board, policies
from ideas.actions import deciding, submitting, supporting
from ideas.forms import DecisionForm, IdeaForm, SupportForm
from ideas.models import Idea, Support


def find(request: HttpRequest, **key: Any) -> Idea:
    """Return an idea that the viewer may see; hidden and missing answer alike."""
    ideas = Idea.objects.visible_to(viewer_of(request)).for_display()
    return get_object_or_404(ideas.select_related("challenge__community", "challenge__sponsor"), **key)


@require_GET
def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an idea with its thread and its decision."""
    idea = find(request, pk=pk)
    query = request.META.get("QUERY_STRING", "")
    if slug != idea.slug:
        return redirect(idea.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    viewer = viewer_of(request)
    board.dress(viewer, idea.challenge, [idea])
    context = thread_context(request, idea.thread) | {
        "idea": idea,
        "challenge": idea.challenge,
        "decision": idea.decision,
        "may_edit_idea": policies.may_edit_idea(viewer, idea),
        "may_decide": policies.may_decide(viewer, idea),
    }
    return render(request, "ideas/idea.html", context)


@require_GET
def by_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from an idea's thread to the idea, keeping the comment that was asked for."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(find(request, thread=pk).get_absolute_url() + (f"?{query}" if query else ""))


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an idea to a challenge."""
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    policies.require(policies.may_submit(viewer, challenge), _("This challenge does not take ideas now."))
    form = IdeaForm(request.POST or None)
    context = {"form": form, "challenge": challenge}
    if request.method == "POST":
        if not form.is_valid():
            return refused(request, "ideas/submit.html", context)
        return redirect(submitting.submit_idea(viewer, challenge, **form.cleaned_data))
    return render(request, "ideas/submit.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own idea while the challenge takes ideas."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    policies.require(policies.may_edit_idea(viewer, idea), _("Ideas can be changed until submissions close."))
    form = IdeaForm(request.POST or None, instance=idea)
    context = {"form": form, "challenge": idea.challenge}
    if request.method == "POST":
        if not form.is_valid():
            return refused(request, "ideas/submit.html", context)
        return redirect(submitting.edit_idea(viewer, find(request, pk=pk), **form.cleaned_data))
    return render(request, "ideas/submit.html", context)


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
            deciding.decide_idea(viewer, idea, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("review_on" if isinstance(error, deciding.ReviewMissing) else "reason_text", error)
        else:
            return redirect(idea)
    context = {"form": form, "idea": idea, "challenge": idea.challenge}
    if request.method == "POST":
        return refused(request, "ideas/decide.html", context)
    return render(request, "ideas/decide.html", context)
