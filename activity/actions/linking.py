"""Link cards: noting a post's first link, looking up the page behind it, and taking the card away.

The look-up runs in the background and holds no transaction while it waits for the other side.
"""

import html
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.models import LinkCard, LinkImage, Post, Thread
from activity.policies import may_edit_post, may_follow_up, require
from esn.kit import clock, events, fetching, live, unfurling
from people.models import Person

log = logging.getLogger(__name__)
# In HTML that our own markup made: the first link that leads out of the text.
FIRST = re.compile(r'<a href="(https?://[^"]{1,2000})"')
OWN = re.compile(r"/t/(\d{1,18})(?:/|$)")
MOST_TRIES = 3
PATIENCE = timedelta(minutes=2)

_bell: list[Callable[[int], None]] = []


def set_bell(bell: Callable[[int], None]) -> None:
    """Tell how the workers hear of a fresh link; one that they miss is found by the sweep."""
    _bell[:] = [bell]


def place_card(post: Post) -> None:
    """Note the first link of a post that was written or changed; the caller holds the transaction."""
    match = FIRST.search(post.body_html)
    url = html.unescape(match[1]) if match else ""
    known = LinkCard.objects.filter(post=post).first() if post.edited_at else None
    if known and known.url == url:
        return
    if known:
        known.delete()
    if not url:
        return
    target = _own_thread(url)
    if target is None and not settings.LINK_CARDS:
        return
    state = LinkCard.State.READY if target else LinkCard.State.WAITING
    card = LinkCard.objects.create(post=post, url=url, target=target, state=state)
    if target is None:
        transaction.on_commit(lambda: _ring(card.pk))


def _own_thread(url: str) -> Thread | None:
    """Return the thread of this site that an address names, whoever may see it."""
    here, there = urlsplit(settings.BASE_URL), urlsplit(url)
    match = OWN.match(there.path) if there.netloc.lower() == here.netloc.lower() else None
    return Thread.objects.filter(pk=int(match[1])).first() if match else None


def _ring(card_id: int) -> None:
    for bell in _bell:
        try:
            bell(card_id)
        except Exception:  # the broker may be down in many ways; the row waits for the sweep
            log.warning("Link card %s waits for the sweep: the workers could not be reached.", card_id)


def waiting(limit: int = 50) -> list[int]:
    """Return the cards whose look-up was lost or failed and is due again."""
    due = Q(tried_at=None, post__thread__created_at__lt=clock.now() - PATIENCE)
    due |= Q(tried_at__lt=clock.now() - PATIENCE)
    rows = LinkCard.objects.filter(due, state=LinkCard.State.WAITING).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:limit])


def look_up(card_id: int) -> None:
    """Fetch the page behind a card and keep what it says of itself; doing so twice is the same as once."""
    card = LinkCard.objects.filter(pk=card_id, state=LinkCard.State.WAITING).first()
    if card is None or not settings.LINK_CARDS:
        return
    LinkCard.objects.filter(pk=card_id).update(tries=F("tries") + 1, tried_at=clock.now())
    try:
        page = fetching.fetch(card.url, kinds=fetching.PAGES)
        told = unfurling.read(page.text, page.url)
        picture = _picture(told.image)
    except fetching.Unreachable as error:
        # Nobody answered: perhaps later. What is refused for good stays without a card.
        is_last = card.tries + 1 >= MOST_TRIES or not error.is_passing
        _keep(card, LinkCard.State.EMPTY if is_last else LinkCard.State.WAITING)
        return
    state = LinkCard.State.READY if told.title else LinkCard.State.EMPTY
    _keep(card, state, told=told, picture=picture if told.title else None)


def _picture(url: str) -> unfurling.Picture | None:
    """Return a page's picture made small; a page without one still gets its card."""
    if not url:
        return None
    try:
        return unfurling.shrink(fetching.fetch(url, kinds=fetching.PICTURES).body)
    except (fetching.Unreachable, unfurling.NoPicture):
        return None


@transaction.atomic
def _keep(
    card: LinkCard,
    state: str,
    *,
    told: unfurling.Told | None = None,
    picture: unfurling.Picture | None = None,
) -> None:
    # Meanwhile the author may have taken the link or the card away.
    now = LinkCard.objects.select_for_update().filter(pk=card.pk, state=LinkCard.State.WAITING).first()
    if now is None or state == LinkCard.State.WAITING:
        return
    now.state = state
    if told:
        now.title, now.description, now.site_name = told.title, told.description, told.site_name
    if picture:
        LinkImage.objects.update_or_create(card=now, defaults={"content": picture.content})
        now.image_width, now.image_height = picture.width, picture.height
    now.save()
    if state == LinkCard.State.READY:
        thread = now.post.thread
        events.record(
            verbs.LINK_SHOWN,
            actor=None,
            about=now.post,
            thread_id=thread.pk,
            community_id=thread.community_id,
            is_automated=True,
        )
        _show_again(now)


@transaction.atomic
def remove_card(actor: Person, post: Post) -> None:
    """Take the card away; the link stays in the text."""
    require(may_edit_post(actor, post) or may_follow_up(actor, post), _("Only the author does this."))
    card = LinkCard.objects.select_for_update().filter(post=post).first()
    if card is None or card.state == LinkCard.State.REMOVED:
        return
    LinkImage.objects.filter(card=card).delete()
    card.state, card.title, card.description, card.site_name = LinkCard.State.REMOVED, "", "", ""
    card.image_width = card.image_height = 0
    card.save()
    note(verbs.LINK_REMOVED, actor, card.post.thread, card.post)
    _show_again(card)


def _show_again(card: LinkCard) -> None:
    thread_id = card.post.thread_id
    Thread.objects.filter(pk=thread_id).update(version=F("version") + 1)
    live.publish_fragment(f"thread.{thread_id}", "activity.link", thread_id)
