"""Starting threads: publishing, editing and removing posts."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from activity import events as verbs
from activity import gates
from activity.actions import linking, watching
from activity.actions.attaching import attach
from activity.actions.noting import note, note_mentions
from activity.actions.planning import Plan, check_plan
from activity.actions.wording import keep_mentions, keep_tags, word
from activity.models import Attachment, Post, Thread
from activity.policies import may_announce, may_edit_post, may_publish, may_remove_thread, require
from communities.models import Community
from communities.policies import START, refusal
from esn.kit import clock, live, markup
from people.models import Person


@transaction.atomic
def publish_post(  # noqa: PLR0913  (what a post consists of, all named)
    actor: Person,
    *,
    community: Community,
    body: str,
    title: str = "",
    kind: str = Post.Kind.UPDATE,
    plan: Plan | None = None,
    attachments: Sequence[Attachment] = (),
) -> Post:
    """Publish a post and tell everybody who is looking; `plan` is what its kind asks for besides the text."""
    require(
        may_publish(actor, community),
        refusal(actor, community, START) or _("You may not write in this community."),
    )
    if kind == Post.Kind.ANNOUNCEMENT:
        require(may_announce(actor, community), _("Only those who run a community make announcements in it."))
    check_plan(actor, community, kind, plan)
    keeper = gates.pass_through(actor, gates.Words(community, f"{title}\n{body}"))
    wording = word(actor, body)
    thread = open_thread(
        actor, community=community, kind=Thread.Kind.POST, title=title or markup.plain(wording.html, 120),
        is_question=kind == Post.Kind.QUESTION, held=gates.held(keeper),
    )  # fmt: skip
    post = Post.objects.create(thread=thread, kind=kind, author=actor, body=body, body_html=wording.html)
    if wording.tags:
        keep_tags(thread, wording.tags)
    linking.place_card(post)
    attach(actor, thread, attachments)
    verb = verbs.QUESTION_ASKED if kind == Post.Kind.QUESTION else verbs.POST_PUBLISHED
    note(verb, actor, thread, post)
    if plan is not None:
        plan.keep(actor, post)
    if wording.mentioned:
        note_mentions(actor, thread, post, keep_mentions(wording.mentioned, thread))
    gates.hand_over(keeper, thread)
    return post


def open_thread(  # noqa: PLR0913  (what a thread begins with, all named)
    actor: Person,
    *,
    community: Community,
    kind: str,
    title: str,
    is_question: bool = False,
    held: dict[str, Any] | None = None,
) -> Thread:
    """Open a thread, move its community's tip, and hint at it; the caller checks the right and holds the transaction."""
    at = clock.now()
    thread = Thread.objects.create(
        community=community,
        kind=kind,
        title=title[:200],
        starter=actor,
        is_question=is_question,
        created_at=at,
        last_activity_at=at,
        **(held or {}),
    )
    watching.follow_by_doing(actor, thread)
    if held:
        return thread
    if community.tip_at is None or community.tip_at < at:
        Community.objects.filter(pk=community.pk).update(tip_at=at)
        community.tip_at = at
    live.publish(
        f"community.{community.pk}", {"hint": "new", "count": 1, "thread": thread.pk, "by": actor.pk}
    )
    return thread


def move_tip(community: Community) -> None:
    """Set a community's tip to its newest thread that stands and is not held; the home stream trusts it."""
    newest = Thread.objects.public().filter(community=community).aggregate(at=Max("created_at"))["at"]
    Community.objects.filter(pk=community.pk).update(tip_at=newest)


@transaction.atomic
def edit_post(actor: Person, post: Post, *, body: str, title: str = "") -> Post:
    """Change the words of one's own post."""
    require(may_edit_post(actor, post))
    keeper = gates.pass_through(actor, gates.Words(post.thread.community, f"{title}\n{body}", is_edit=True))
    wording = word(actor, body)
    post.body, post.body_html, post.edited_at = body, wording.html, clock.now()
    post.save(update_fields=["body", "body_html", "edited_at"])
    thread = post.thread
    thread.title = (title or markup.plain(wording.html, 120))[:200]
    thread.version += 1
    thread.save(update_fields=["title", "version"])
    keep_tags(thread, wording.tags)
    linking.place_card(post)
    note(verbs.POST_EDITED, actor, thread, post)
    note_mentions(actor, thread, post, keep_mentions(wording.mentioned, thread))
    gates.hand_over(keeper, thread)
    return post


@transaction.atomic
def remove_thread(actor: Person, thread: Thread, *, reason: str = "") -> None:
    """Take a thread away; its row says who did it and why."""
    require(may_remove_thread(actor, thread))
    thread.removed_at, thread.removed_by, thread.removal_reason = clock.now(), actor, reason
    thread.version += 1
    thread.save(update_fields=["removed_at", "removed_by", "removal_reason", "version"])
    move_tip(thread.community)
    note(verbs.THREAD_REMOVED, actor, thread, thread, owner=thread.starter)
    live.publish(f"thread.{thread.pk}", {"gone": True}, is_fragment=True)
