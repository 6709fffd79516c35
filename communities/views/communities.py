"""The list of communities, starting one, and its settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities import browsing, policies
from communities.actions import founding, settling
from communities.forms import CommunityForm
from communities.models import Community
from communities.presets import PRESETS, Preset
from communities.views.finding import UNPROCESSABLE, find, viewer_of
from esn.kit import pages
from people.models import Person

# What "copy settings from" takes along; a name, a place in the tree and members are a community's own.
COPIED = ("kind", "join_policy", "posting", "welcome", "rules", "reach", "department", "cover", "tint")


def index_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the list of communities shows; the site adds suggestions from what people write."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    shown = request.GET.get("show", "")
    reach = request.GET.get("reach", "")
    reach = reach if reach in Community.Reach.values else ""
    rows = browsing.listed(
        viewer, words, is_own=shown == "mine", reach=reach, is_archived=shown == "archived"
    )
    page = pages.page(rows, ("-is_everyone", "name", "pk"), cursor=request.GET.get("cursor", ""), size=30)
    return {
        "communities": page.rows,
        "next": page.next,
        "words": words,
        "shown": shown if shown in {"mine", "archived"} else "",
        "reach": reach,
        "reaches": Community.Reach.choices,
        "invitations": browsing.invitations_of(viewer)[:5],
        "may_found": policies.may_found(viewer),
        "is_first_page": "cursor" not in request.GET,
    }


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Start a community: empty, from a preset, or with the settings of another."""
    viewer = viewer_of(request)
    policies.require(policies.may_found(viewer))
    preset = PRESETS.get(request.POST.get("preset") or request.GET.get("template", ""))
    form = CommunityForm(request.POST or None, viewer=viewer, initial=_initial(request, viewer, preset))
    if request.method == "POST" and form.is_valid():
        try:
            fields = form.changes() | {"preset": preset.key if preset else ""}
            return redirect(founding.found_community(viewer, **fields))
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "preset": preset,
        "presets": PRESETS.values(),
        "owned": Community.objects.owned_by(viewer).filter(is_everyone=False).by_name()[:50],
    }
    return _form(request, form, context)


def _initial(request: HttpRequest, viewer: Person, preset: Preset | None) -> dict[str, Any]:
    """Return what the form is filled with: usual values, a preset, another community's settings, a word."""
    initial: dict[str, Any] = {
        "kind": "open", "join_policy": "open", "posting": "everyone", "reach": "company", "cover": "hills",
        "tint": "", "rule_removes": True,
    }  # fmt: skip
    if preset:
        initial |= {
            "kind": preset.kind, "join_policy": preset.join_policy, "posting": preset.posting,
            "cover": preset.cover, "welcome": preset.welcome, "rules": preset.rules,
            "questions": "\n".join(str(question) for question in preset.questions),
        }  # fmt: skip
    model = Community.objects.owned_by(viewer).filter(slug=request.GET.get("like", "")).first()
    if model:
        initial |= {name: getattr(model, name) for name in COPIED if getattr(model, name) is not None}
        initial |= {
            "questions": "\n".join(model.questions),
            "topics": ", ".join(model.topics.values_list("name", flat=True)),
        }
    word = request.GET.get("topic", "").replace("\x00", "")[:50]
    if word:
        initial |= {"name": word.replace("-", " ").capitalize(), "topics": word}
    return initial


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a community's settings; what another owner saved meanwhile is shown, not lost."""
    viewer = viewer_of(request)
    community = find(request, slug)
    policies.require(policies.may_own(viewer, community))
    form = CommunityForm(request.POST or None, instance=community, viewer=viewer)
    # The form writes into its own copy; the action compares with what is stored.
    stored = Community.objects.select_related("department", "parent").get(pk=community.pk)
    context: dict[str, Any] = {"version": stored.version, "stored": stored}
    if request.method == "POST" and form.is_valid():
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isdecimal() and len(sent) < 9 else None
        try:
            return redirect(settling.edit_community(viewer, stored, version=version, **form.changes()))
        except settling.EditConflict as error:
            form.add_error(None, error)
            context["theirs"] = _theirs(form, stored)
        except ValidationError as error:
            form.add_error(None, error)
    return _form(request, form, context | browsing.header(viewer, stored))


def _theirs(form: CommunityForm, stored: Community) -> list[tuple[str, str]]:
    """Return what is stored now where it differs from what was typed: [(label, value)]."""
    now = CommunityForm(instance=Community.objects.get(pk=stored.pk), viewer=form.viewer)
    differences = []
    for name in form.fields:
        if name not in form.data or name in {"rule_units", "rule_sites", "rule_removes"}:
            continue
        typed, kept = str(form[name].value() or ""), _said(now, name)
        if " ".join(typed.split()) != " ".join(kept.split()):
            differences.append((str(form.fields[name].label), kept or _("nothing")))
    return differences


def _said(form: CommunityForm, name: str) -> str:
    value = form[name].value()
    return str(value if value is not None else "")


def _form(request: HttpRequest, form: CommunityForm, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    shown = {"form": form, "community": context.get("stored"), **context}
    return render(request, "communities/form.html", shown, status=status)
