"""How a community is moderated: approval, slow mode, words, and who may not write or come back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import refused, viewer_of
from communities import browsing
from communities.models import Community
from communities.views.finding import find_led
from moderation.actions import sanctioning, settling
from moderation.forms import RulesForm, SanctionForm, WordForm
from moderation.models import CommunityRules, Sanction, WordRule
from moderation.policies import NotAllowed, require
from people.models import Person
from people.policies import may_administer

MOST_SHOWN = 200


def _rules(community: Community) -> CommunityRules:
    return CommunityRules.objects.filter(community=community).first() or CommunityRules(community=community)


def _context(request: HttpRequest, community: Community, **forms: Any) -> dict[str, Any]:
    stored = _rules(community)
    standing = Sanction.objects.standing().filter(community=community).for_display()
    return browsing.header(viewer_of(request), community) | {
        "rules": stored,
        "form": forms.get("form") or RulesForm(instance=stored),
        "word_form": forms.get("word_form") or WordForm(),
        "sanction_form": forms.get("sanction_form") or SanctionForm(),
        "word_rules": WordRule.objects.filter(community=community).in_order()[:MOST_SHOWN],
        "everywhere": WordRule.objects.filter(community=None).count(),
        "sanctions": standing.order_by("-since_at", "-pk")[:MOST_SHOWN],
    }


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show and set how a community is moderated; what another saved meanwhile is shown, not overwritten."""
    community = find_led(request, slug)
    if request.method == "GET":
        return render(request, "moderation/settings.html", _context(request, community))
    form = RulesForm(request.POST, instance=_rules(community))
    if form.is_valid():
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isdecimal() and len(sent) < 9 else None
        try:
            settling.set_rules(viewer_of(request), community, version=version, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("moderation:settings", community.slug)
        except settling.SettingsConflict as error:
            form.add_error(None, error)
    return refused(request, "moderation/settings.html", _context(request, community, form=form))


@require_POST
def add_word(request: HttpRequest, slug: str) -> HttpResponse:
    """Have a word or a site looked at in a community."""
    community = find_led(request, slug)
    form = WordForm(request.POST)
    if _added(request, form, community):
        return redirect("moderation:settings", community.slug)
    return refused(request, "moderation/settings.html", _context(request, community, word_form=form))


def _added(request: HttpRequest, form: WordForm, community: Community | None) -> bool:
    if not form.is_valid():
        return False
    try:
        settling.add_word_rule(viewer_of(request), community, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Saved."))
    return True


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """Show and add what is looked at everywhere; for administrators."""
    require(may_administer(viewer_of(request)))
    form = WordForm(request.POST or None)
    if request.method == "POST" and _added(request, form, None):
        return redirect("moderation:words")
    context = {
        "word_form": form,
        "word_rules": WordRule.objects.filter(community=None).in_order()[:MOST_SHOWN],
    }
    if request.method == "POST":
        return refused(request, "moderation/words.html", context)
    return render(request, "moderation/words.html", context)


@require_POST
def remove_word(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer look for a word or a site."""
    viewer = viewer_of(request)
    known = Community.objects.visible_to(viewer).values("pk")
    rows = WordRule.objects.select_related("community")
    rule = get_object_or_404(rows.filter(community=None) | rows.filter(community__in=known), pk=pk)
    place = rule.community
    settling.remove_word_rule(viewer, rule)
    return redirect("moderation:settings", place.slug) if place else redirect("moderation:words")


@require_POST
def sanction(request: HttpRequest, slug: str) -> HttpResponse:
    """Mute or ban somebody without a case."""
    community, viewer = find_led(request, slug), viewer_of(request)
    form = SanctionForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        name = given.pop("person").strip().lstrip("@").lower()
        person = Person.objects.visible_to(viewer).filter(username=name).first()
        if person is None:
            form.add_error("person", _("There is nobody of this name."))
            return refused(
                request, "moderation/settings.html", _context(request, community, sanction_form=form)
            )
        try:
            sanctioning.sanction_person(
                viewer, community, person,
                kind=given["kind"], until_at=form.until(given["kind"]), reason=given["reason"],
            )  # fmt: skip
            messages.success(request, _("Done, and they are told."))
            return redirect("moderation:settings", community.slug)
        except NotAllowed as error:
            form.add_error(None, str(error))
    return refused(request, "moderation/settings.html", _context(request, community, sanction_form=form))


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """End a sanction before its time."""
    viewer = viewer_of(request)
    known = Community.objects.visible_to(viewer).values("pk")
    rows = Sanction.objects.filter(community__in=known).select_related("community", "person")
    row = get_object_or_404(rows, pk=pk)
    sanctioning.lift_sanction(viewer, row)
    messages.success(request, _("It is lifted, and they are told."))
    return redirect("moderation:settings", row.community.slug)
