"""The ends and turns of a community's life: archived, revived, merged; and suggestions put away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities import browsing, policies
from communities.actions import merging, settling, suggesting
from communities.forms import ReasonForm
from communities.models import Community
from communities.views.finding import find, viewer_of
from people.policies import may_administer

MOST_TARGETS = 200


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once more, then close a community for writing."""
    viewer, community = viewer_of(request), find(request, slug)
    policies.require(policies.may_archive(viewer, community))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        settling.archive_community(viewer, community, **form.cleaned_data)
        messages.success(request, _("%(name)s is archived.") % {"name": community.name})
        return redirect(community)
    context = browsing.header(viewer, community) | {"form": form}
    return render(request, "communities/archive.html", context)


@require_POST
def revive(request: HttpRequest, slug: str) -> HttpResponse:
    """Open an archived community again."""
    community = find(request, slug)
    settling.revive_community(viewer_of(request), community)
    return redirect(community)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose into which community this one goes, see what that means, and do it."""
    viewer, source = viewer_of(request), find(request, slug)
    policies.require(policies.may_archive(viewer, source))
    known = Community.objects.visible_to(viewer).standing().exclude(pk=source.pk)
    targets = known if may_administer(viewer) else known.filter(pk__in=Community.objects.owned_by(viewer))
    wanted = request.POST.get("into") or request.GET.get("into", "")
    target = targets.filter(slug=wanted).first()
    if request.method == "POST" and target is not None and request.POST.get("confirmed"):
        try:
            merging.merge_communities(viewer, source, target)
            said = _("%(source)s goes into %(target)s. Its posts follow in the next minutes.")
            messages.success(request, said % {"source": source.name, "target": target.name})
            return redirect(target)
        except merging.WouldWiden as error:
            messages.error(request, str(error))
    context = browsing.header(viewer, source) | {
        "targets": targets.by_name()[:MOST_TARGETS],
        "target": target,
        "preview": merging.preview(source, target) if target else None,
    }
    return render(request, "communities/merge.html", context)


@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Put a suggested community away."""
    suggesting.dismiss_suggestion(viewer_of(request), name=request.POST.get("name", ""))
    back = request.headers.get("Referer", "")
    is_safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_safe else "communities:index")
