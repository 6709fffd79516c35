"""A community's own cover: a picture of its owners' choice, written anew and without metadata."""

import secrets
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.noting import enter, note
from communities.models import Community
from communities.policies import may_own, require
from esn.kit.filing import pictures, sniffing
from people.models import Person

LARGEST = 10_000_000
# The longer side of the copy that stands on cards, in pixels; it lies beside the picture.
CARD_SIDE = 640
ALT = 300


class PictureRefused(ValidationError):  # noqa: N818  (named as the other refusals are)
    """The file is too large, or no picture that can be shown."""


@transaction.atomic
def show_picture(
    actor: Person, community: Community, *, upload: "UploadedFile[Any] | None" = None, alt: str = ""
) -> None:
    """Show a picture instead of the drawn cover, or say anew what the present one shows; raises PictureRefused."""
    require(may_own(actor, community))
    stored = Community.objects.select_for_update().get(pk=community.pk)
    if upload is None and not stored.picture:
        raise PictureRefused({"file": _("Choose a picture first.")})
    content = _clean(upload) if upload is not None else b""
    before = _said(stored)
    if content:
        _forget(stored)
        stored.picture.save(_random_name(), ContentFile(content), save=False)
        card = ContentFile(pictures.shrink(content, CARD_SIDE))
        stored.picture.storage.save(card_name(stored), card)
    stored.picture_alt = " ".join(alt.split())[:ALT]
    stored.save(update_fields=["picture", "picture_alt"])
    _tell(actor, stored, before)


@transaction.atomic
def remove_picture(actor: Person, community: Community) -> None:
    """Show the drawn cover again; the picture's bytes go after the change is certain."""
    require(may_own(actor, community))
    stored = Community.objects.select_for_update().get(pk=community.pk)
    if not stored.picture:
        return
    before = _said(stored)
    _forget(stored)
    stored.picture, stored.picture_alt = "", ""
    stored.save(update_fields=["picture", "picture_alt"])
    _tell(actor, stored, before)


def _clean(upload: "UploadedFile[Any]") -> bytes:
    """Return a small copy of a picture that holds nothing but what is to be seen."""
    if (upload.size or 0) > LARGEST:
        raise PictureRefused(
            {"file": _("A cover may be %(most)s at most.") % {"most": filesizeformat(LARGEST)}}
        )
    content = upload.read()
    found = sniffing.sniff(content[: sniffing.HEAD], upload.name or "")
    if found is None or not found.is_picture:
        raise PictureRefused({"file": _("Choose a picture: PNG, JPEG, GIF or WebP.")})
    try:
        return pictures.clean(content, found.content_type).small
    except pictures.BadPictureError as error:
        raise PictureRefused(
            {"file": _("This could not be read as a picture, or has too many pixels.")}
        ) from error


def card_name(community: Community) -> str:
    """Return the name under which the small copy of a community's picture lies."""
    return f"{community.picture.name}-card"


def _random_name() -> str:
    secret = secrets.token_hex(20)
    return f"{secret[:2]}/{secret}"


def _forget(community: Community) -> None:
    if community.picture:
        kept, names = community.picture.storage, (community.picture.name or "", card_name(community))
        transaction.on_commit(partial(_erase, kept, names), robust=True)


def _erase(storage: Storage, names: tuple[str, ...]) -> None:
    for name in names:
        storage.delete(name)


def _said(community: Community) -> dict[str, Any]:
    return {"picture": community.picture.name or "", "picture_alt": community.picture_alt}


def _tell(actor: Person, community: Community, before: dict[str, Any]) -> None:
    after = _said(community)
    if after != before:
        note(verbs.COMMUNITY_EDITED, actor, community)
        enter(verbs.COMMUNITY_EDITED, actor, community, before=before, after=after)
