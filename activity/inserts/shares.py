"""The piece of a share: what it carries, as far as its viewer may see it."""

from activity import embeds
from activity.inserts import register

register("share")(embeds.pieces)
