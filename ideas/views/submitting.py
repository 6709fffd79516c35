"""Submitting an idea: what is like it while one types, drafts, and changing one's words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import gates
from activity.actions.attaching import FileRefused
from activity.views.files import carried, sent_with
from activity.views.showing import fresh_key, heeded, refused, viewer_of
from ideas import board, policies
from ideas.actions import drafting, submitting
from ideas.differences import differences
from ideas.forms import IdeaForm
from ideas.models import Challenge, Draft, Idea
from ideas.similar import Similar, similar
from ideas.views.ideas import find, find_named


def _challenge(request: HttpRequest, pk: int) -> Challenge:
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    policies.require(policies.may_submit(viewer, challenge), _("This challenge does not take ideas now."))
    return challenge


def _like(request: HttpRequest, challenge: Challenge, besides: int | None = None) -> list[Similar]:
    """Return the ideas like what was typed, with what their support buttons show."""
    typed = f"{request.POST.get('title', '')}\n{request.POST.get('proposal', '')}"
    found = similar(viewer_of(request), challenge, typed, besides=besides)
    board.dress(viewer_of(request), challenge, [row.idea for row in found])
    for row in found:
        row.idea.difference = request.POST.get(f"differs_{row.idea.pk}", "")  # type: ignore[attr-defined]
    return found


def _shown(request: HttpRequest, form: IdeaForm, challenge: Challenge, **more: Any) -> dict[str, Any]:
    return {
        "form": form,
        "challenge": challenge,
        "files": carried(request),
        "idempotency_key": fresh_key(),
        **more,
    }


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an idea to a challenge, keep it as a draft, or look for ideas like it."""
    challenge = _challenge(request, pk)
    wish = request.POST.get("wish", "") if request.method == "POST" else ""
    form = IdeaForm(request.POST or None, challenge=challenge, is_draft=wish in {"draft", "look"})
    if request.method == "GET":
        return render(request, "ideas/submit.html", _shown(request, form, challenge))
    context = _shown(request, form, challenge, similar=_like(request, challenge))
    if wish == "look":
        return render(request, "ideas/submit.html", context)
    if not (form.is_valid() and (wish == "draft" or _is_heeded(request, form, challenge))):
        return refused(request, "ideas/submit.html", context)
    try:
        return redirect(_kept(request, challenge, form, wish))
    except (ValidationError, FileRefused) as error:
        form.add_error(None, error)
        return refused(request, "ideas/submit.html", context)


def _is_heeded(request: HttpRequest, form: IdeaForm, challenge: Challenge, *, is_edit: bool = False) -> bool:
    """Whether nothing speaks against the words, or their writer has read what does."""
    said = submitting.Words(**form.words).said
    return heeded(request, form, gates.Words(challenge.community, said, is_edit=is_edit))


def _kept(request: HttpRequest, challenge: Challenge, form: IdeaForm, wish: str) -> str:
    """Write the draft or the idea, and return where it is shown."""
    viewer = viewer_of(request)
    if wish == "draft" or challenge.is_incubating:
        draft = drafting.save_draft(viewer, challenge, attachments=sent_with(request), **form.words)
        if wish != "draft":
            drafting.submit_draft(viewer, draft)
        return "ideas:mine"
    differs = {int(key[8:]): str(text) for key, text in request.POST.items() if _is_difference(key)}
    idea = submitting.submit_idea(
        viewer, challenge, attachments=sent_with(request), differs=differs, **form.words
    )
    return idea.get_absolute_url()


def _is_difference(key: str) -> bool:
    return key.startswith("differs_") and key[8:].isdecimal() and len(key) < 27


@require_POST
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the ideas like what is being typed; nothing is written."""
    challenge = _challenge(request, pk)
    return render(request, "ideas/_similar.html", {"similar": _like(request, challenge)})


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on at a draft, hand it in, take it back or throw it away."""
    viewer = viewer_of(request)
    row = get_object_or_404(Draft.objects.visible_to(viewer).for_display(), pk=pk)
    wish = request.POST.get("wish", "")
    if wish == "discard":
        drafting.discard_draft(viewer, row)
        return redirect("ideas:mine")
    policies.require(
        policies.may_edit_draft(viewer, row), _("Drafts can be changed until submissions close.")
    )
    form = IdeaForm(request.POST or None, challenge=row.challenge, of=row, is_draft=wish != "submit")
    context = _shown(request, form, row.challenge, draft=row)
    context["others_files"] = row.files.exclude(uploader=viewer).in_order()
    if request.method == "GET":
        context["files"] = row.files.filter(uploader=viewer).in_order()
        return render(request, "ideas/submit.html", context)
    if not (form.is_valid() and (wish != "submit" or _is_heeded(request, form, row.challenge))):
        return refused(request, "ideas/submit.html", context)
    try:
        return redirect(_carried_on(request, row, form, wish))
    except (ValidationError, FileRefused) as error:
        form.add_error(None, error)
        return refused(request, "ideas/submit.html", context)


def _carried_on(request: HttpRequest, row: Draft, form: IdeaForm, wish: str) -> str:
    viewer = viewer_of(request)
    row = drafting.edit_draft(viewer, row, attachments=sent_with(request), **form.words)
    if wish == "withdraw":
        drafting.withdraw_draft(viewer, row)
    if wish == "submit":
        done = drafting.submit_draft(viewer, row)
        return done.get_absolute_url() if isinstance(done, Idea) else "ideas:mine"
    return "ideas:mine"


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own idea while the challenge takes ideas, or when more was asked."""
    viewer = viewer_of(request)
    idea = find(request, pk=pk)
    policies.require(policies.may_edit_idea(viewer, idea), _("Ideas can be changed until submissions close."))
    form = IdeaForm(request.POST or None, challenge=idea.challenge, of=idea)
    context = _shown(request, form, idea.challenge, idea=idea)
    if request.method == "GET":
        return render(request, "ideas/submit.html", context)
    if not (form.is_valid() and _is_heeded(request, form, idea.challenge, is_edit=True)):
        return refused(request, "ideas/submit.html", context)
    try:
        return redirect(submitting.edit_idea(viewer, idea, **form.words))
    except ValidationError as error:
        form.add_error(None, error)
        return refused(request, "ideas/submit.html", context)


@require_GET
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version of an idea's words, each with what changed from the one before."""
    idea = find_named(request, pk)
    rows = list(idea.revisions.select_related("by").order_by("number"))
    context = {"idea": idea, "challenge": idea.challenge, "versions": list(reversed(differences(rows)))}
    return render(request, "ideas/revisions.html", context)
