"""Choosing what to hear of: one's own switches and levels, and the administrator's defaults."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Community
from esn.kit import audit
from inbox.models import SWITCHED, Channel, CommunityLevel, Default, Preference
from people.models import Person
from people.policies import may_administer, require

Switches = Mapping[str, bool]


@transaction.atomic
def choose_kinds(actor: Person, *, switches: Switches, channel: str = Channel.BELL) -> None:
    """Switch kinds on or off for oneself; what is not named stays."""
    rows = [
        Preference(person=actor, kind=kind, channel=channel, is_on=switches[kind])
        for kind in SWITCHED
        if kind in switches
    ]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "kind", "channel"], update_fields=["is_on"]
    )


@transaction.atomic
def choose_level(actor: Person, community: Community, *, level: str) -> None:
    """Say how much of a community one wants to hear."""
    own: dict[str, Any] = {"person": actor, "community": community}
    if level == CommunityLevel.Level.NORMAL:
        CommunityLevel.objects.filter(**own).delete()
    else:
        CommunityLevel.objects.update_or_create(**own, defaults={"level": level})


@transaction.atomic
def set_defaults(actor: Person, *, switches: Switches, for_everybody: bool = False) -> int:
    """Set what holds for who chose nothing; for everybody, drop their own choices of these kinds. Returns how many."""
    require(may_administer(actor), _("Only administrators set what holds for everybody."))
    kinds = [kind for kind in SWITCHED if kind in switches]
    before = dict(Default.objects.filter(channel=Channel.BELL).values_list("kind", "is_on"))
    Default.objects.bulk_create(
        [Default(kind=kind, channel=Channel.BELL, is_on=switches[kind]) for kind in kinds],
        update_conflicts=True,
        unique_fields=["kind", "channel"],
        update_fields=["is_on"],
    )
    dropped = 0
    if for_everybody:
        dropped, _kinds = Preference.objects.filter(kind__in=kinds, channel=Channel.BELL).delete()
    audit.record(
        "inbox.defaults_set",
        actor=actor,
        about=actor,
        before={kind: before.get(kind, True) for kind in kinds},
        after={kind: switches[kind] for kind in kinds} | {"own choices dropped": dropped},
    )
    return dropped
