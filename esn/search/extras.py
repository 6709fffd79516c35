"""What texts are found by besides their words: a poll's options, a praised value, where a link leads, files, links."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_noop as _

from activity import events as verbs
from activity.models import Attachment, LinkCard, Post
from esn.kit.models import Event
from esn.search.sources import Part

JOINED = ("post__poll", "post__praise__value", "post__link")
FETCHED = (Prefetch("post__poll__options"),)
VERBS = (verbs.LINK_SHOWN, verbs.LINK_REMOVED)


def parts(post: Post) -> Iterator[Part]:
    """Yield them; whom a praise names is left out, for not every reader may see every name."""
    if poll := getattr(post, "poll", None):
        options = sorted(poll.options.all(), key=lambda option: option.place)
        yield Part(_("options"), "\n".join(option.text for option in options))
    if praise := getattr(post, "praise", None):
        yield Part(_("praised for"), praise.value.label, True)
    card: LinkCard | None = getattr(post, "link", None)
    # A thread of this site has its own readers: its title is not told here.
    if card and card.state == LinkCard.State.READY and card.target_id is None:
        told = (card.title, card.description, card.site_name)
        yield Part(_("link"), "\n".join(text for text in told if text))


def has_link(html: str) -> bool:
    """Whether rendered HTML holds a link that its author made; mentions and tags are none."""
    return 'rel="nofollow noopener"' in html and ('href="http' in html or 'href="mailto:' in html)


def files(**conditions: Any) -> "Prefetch[str]":
    """Return how the files of openings or of comments are loaded, as far as it must be known that there are some."""
    return Prefetch(
        "attachments", Attachment.objects.public().filter(**conditions).only("pk", "thread", "comment")
    )


def commented(event: Event) -> Iterable[int]:
    """Return the comment beside which a file was put."""
    rows = Attachment.objects.filter(pk=event.object_id, comment__isnull=False)
    return rows.values_list("comment_id", flat=True)
