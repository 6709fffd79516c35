"""Doubts about words for programs: told once as a problem; whoever sends their mark back has read them."""

from typing import Any

from rest_framework import serializers

from activity import gates
from communities.models import Community
from esn.api.endpoint import Endpoint


class HeedQuery(serializers.Serializer[Any]):
    """That the writer has read what speaks against the words, and wants to say them."""

    heeded = serializers.CharField(
        max_length=16,
        required=False,
        default="",
        help_text="The mark that came with the doubts about these words, under `errors.heeded`.",
    )


def heed(route: Endpoint, community: Community, *texts: str, is_edit: bool = False) -> None:
    """Refuse words that meet a doubt until the writer has read it."""
    said = gates.doubts(route.viewer, gates.Words(community, "\n".join(texts), is_edit=is_edit))
    mark = gates.mark(said)
    if said and route.asked(HeedQuery)["heeded"] != mark:
        raise serializers.ValidationError({"body": said, "heeded": [mark]})
