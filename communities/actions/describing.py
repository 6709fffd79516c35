"""What a community says of itself beside its own row: topics, links, pinned resources, its rule, its place in the tree."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communities.actions.handing import hand_over
from communities.models import Community, JoinRule, Resource, Topic
from communities.policies import may_lead
from esn.kit import clock
from people.models import Person

BESIDE = ("topics", "links", "pinned", "rule")
MOST_TOPICS, MOST_LINKS, MOST_QUESTIONS, DEEPEST = 12, 20, 5, 3
HARMLESS = ("/", "https://", "http://", "mailto:")


class BadPlace(ValidationError):  # noqa: N818  (named as the other refusals are)
    """A community cannot stand there in the tree."""


def split(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part what stands in the community's own row from what stands beside it."""
    own = {name: value for name, value in fields.items() if name not in BESIDE}
    return own, {name: fields[name] for name in BESIDE if name in fields}


def keep(editor: Person, community: Community, beside: dict[str, Any]) -> None:
    """Write what stands beside the row; what is not given stays."""
    if "topics" in beside:
        _keep_topics(community, beside["topics"])
    for name, is_pinned in (("links", False), ("pinned", True)):
        if name in beside:
            _keep_resources(community, beside[name], is_pinned=is_pinned)
    if "rule" in beside:
        _keep_rule(editor, community, beside["rule"])


def _keep_topics(community: Community, names: Sequence[str]) -> None:
    wanted = {name.lstrip("#").casefold()[:50] for name in names if name.strip("# ")}
    Topic.objects.filter(community=community).exclude(name__in=wanted).delete()
    rows = [Topic(community=community, name=name) for name in sorted(wanted)[:MOST_TOPICS]]
    Topic.objects.bulk_create(rows, ignore_conflicts=True)


def _keep_resources(community: Community, links: Sequence[dict[str, str]], *, is_pinned: bool) -> None:
    Resource.objects.filter(community=community, is_pinned=is_pinned).delete()
    Resource.objects.bulk_create(
        Resource(community=community, title=link["title"], url=link["url"], is_pinned=is_pinned, place=place)
        for place, link in enumerate(links[:MOST_LINKS])
    )


def _keep_rule(actor: Person, community: Community, rule: dict[str, Any] | None) -> None:
    """Write the rule; one without a unit and a site would let in everybody, and is none."""
    if not rule or not (rule.get("units") or rule.get("sites")):
        JoinRule.objects.filter(community=community).delete()
        return
    row, _new = JoinRule.objects.update_or_create(
        community=community,
        defaults={
            "is_removing": rule.get("is_removing", True),
            "made_by": actor,
            "made_at": clock.now(),
        },
    )
    row.units.set(rule.get("units") or [])
    row.sites.set(rule.get("sites") or [])
    hand_over("communities.apply_rule", community.pk)


def is_harmless(url: str) -> bool:
    """Whether an address leads to this site, to another one, or to a mailbox; and runs nothing."""
    return url.startswith(HARMLESS) and not url.startswith("//") and not any(c.isspace() for c in url)


def check_parent(editor: Person, community: Community | None, parent: Community | None) -> None:
    """Raise BadPlace where a community would stand under itself, too deep, or under one that the editor does not run."""
    if parent is None or (community is not None and community.parent_id == parent.pk):
        return
    if not may_lead(editor, parent) or parent.is_everyone or parent.is_archived:
        raise BadPlace({"parent": _("Choose a community that you run.")})
    # Two moves at once could close a ring: whoever moves a part of a tree waits for the other.
    rows = [parent.pk, *([community.pk] if community else [])]
    list(Community.objects.select_for_update().filter(pk__in=rows).order_by("pk"))
    above = _line(parent)
    if community is not None and community.pk in above:
        raise BadPlace({"parent": _("A community cannot be part of itself.")})
    if len(above) + (_height(community) if community else 1) > DEEPEST:
        raise BadPlace({"parent": _("Three levels are the most: this would be one deeper.")})


def _line(community: Community) -> list[int]:
    """Return the numbers from a community up to the top of its tree."""
    line = [community.pk]
    above = Community.objects.filter(pk=community.pk).values_list("parent_id", flat=True).first()
    while above is not None and above not in line:
        line.append(above)
        above = Community.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return line


def _height(community: Community) -> int:
    """Return how many levels a community and what is under it take."""
    height, level = 0, [community.pk]
    while level and height <= DEEPEST:
        height += 1
        level = list(Community.objects.filter(parent__in=level).values_list("pk", flat=True))
    return height
