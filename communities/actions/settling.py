"""Changing a community's settings, closing it for writing, and opening it again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions import describing
from communities.actions.founding import USUAL_WAY_IN, claim, free_slug, settled
from communities.actions.noting import enter, note
from communities.models import Community, CommunityAddress, Resource, Topic
from communities.policies import may_archive, may_own, require
from esn.kit import clock, live
from people.models import Person


class EditConflict(ValidationError):  # noqa: N818  (named as the other refusals are)
    """Somebody else saved the settings since they were read."""


@transaction.atomic
def edit_community(
    actor: Person, community: Community, *, version: int | None = None, **fields: Any
) -> Community:
    """Change settings; who may no longer read it stops hearing it at once.

    Raises NameTaken, BadPlace, and EditConflict when `version` is not the one that is stored.
    """
    require(may_own(actor, community))
    stored = Community.objects.select_for_update().get(pk=community.pk)
    if version is not None and version != stored.version:
        raise EditConflict(_("Somebody else saved these settings while you wrote."))
    own, beside = describing.split(fields)
    before = snapshot(stored)
    was_open, old = stored.is_open, stored.slug
    _apply(actor, stored, own)
    _readdress(stored, before)
    stored.version += 1
    stored.save()
    describing.keep(actor, stored, beside)
    _remember_address(stored, old)
    _note_changes(actor, stored, before)
    if was_open and not stored.is_open:
        live.publish(f"community.{stored.pk}", {"closed": True}, is_fragment=True)
    community.refresh_from_db()
    return community


def _apply(actor: Person, stored: Community, own: dict[str, Any]) -> None:
    kind = own.get("kind", stored.kind)
    if kind != stored.kind and "join_policy" not in own:
        own = {**own, "join_policy": USUAL_WAY_IN[Community.Kind(kind)]}
    if "parent" in own:
        describing.check_parent(actor, stored, own["parent"])
    for name, value in settled(kind, own).items():
        setattr(stored, name, value)
    stays_open = stored.is_open and stored.join_policy == Community.JoinPolicy.OPEN
    require(stays_open or not stored.is_everyone, _("The company's own community stays open."))
    claim(stored.name, stored.kind, besides=stored)


def _readdress(stored: Community, before: dict[str, Any]) -> None:
    """Give it an address of its new name; one that becomes secret gets an address that nobody can guess."""
    has_changed = stored.name != before["name"] or (
        stored.kind != before["kind"] and Community.Kind.SECRET in {stored.kind, before["kind"]}
    )
    if has_changed and not stored.is_everyone:
        stored.slug = free_slug(stored.name, stored.kind, besides=stored)


def _remember_address(stored: Community, old: str) -> None:
    if stored.slug != old:
        CommunityAddress.objects.update_or_create(
            slug=old, community=stored, defaults={"left_at": clock.now()}
        )
        CommunityAddress.objects.filter(slug=stored.slug, community=stored).delete()


SAID = ("name", "kind", "posting", "join_policy", "description", "reach", "department_id", "parent_id",
        "rules", "welcome", "questions", "cover", "tint")  # fmt: skip


def snapshot(community: Community) -> dict[str, Any]:
    """Return what the settings say, for the audit log and for the notice of a conflict."""
    said = {name: getattr(community, name) for name in SAID}
    said["topics"] = list(Topic.objects.filter(community=community).values_list("name", flat=True))
    said["resources"] = list(
        Resource.objects.filter(community=community).values_list("title", "url", "is_pinned")
    )
    rule = getattr(community, "rule", None)
    said["rule"] = (
        {
            "units": sorted(rule.units.values_list("pk", flat=True)),
            "sites": sorted(rule.sites.values_list("pk", flat=True)),
            "is_removing": rule.is_removing,
        }
        if rule
        else None
    )
    return said


def _note_changes(actor: Person, community: Community, before: dict[str, Any]) -> None:
    note(verbs.COMMUNITY_EDITED, actor, community)
    after = snapshot(Community.objects.select_related("rule").get(pk=community.pk))
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        enter(
            verbs.COMMUNITY_EDITED,
            actor,
            community,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )


@transaction.atomic
def archive_community(actor: Person, community: Community, *, reason: str = "") -> None:
    """Close a community for writing: it stays to be read by those who could, and leaves the lists."""
    require(may_archive(actor, community))
    closed = Community.objects.filter(pk=community.pk, archived_at=None).update(
        archived_at=clock.now(), archived_by=actor
    )
    if closed:
        community.refresh_from_db()
        note(verbs.COMMUNITY_ARCHIVED, actor, community)
        enter(verbs.COMMUNITY_ARCHIVED, actor, community, reason=reason)


@transaction.atomic
def revive_community(actor: Person, community: Community) -> None:
    """Open an archived community again."""
    require(may_archive(actor, community))
    opened = Community.objects.filter(pk=community.pk, merge_out=None).exclude(archived_at=None)
    if opened.update(archived_at=None, archived_by=None):
        community.refresh_from_db()
        note(verbs.COMMUNITY_REVIVED, actor, community)
        enter(verbs.COMMUNITY_REVIVED, actor, community)
