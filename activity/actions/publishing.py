"""Starting threads: publishing, editing and removing posts."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity import gates
from activity.actions import linking, watching, withdrawing
from activity.actions.attaching import attach
from activity.actions.noting import note, note_mentions
from activity.actions.planning import Plan, check_plan
from activity.actions.revising import claim, keep_revision, require_reason
from activity.actions.wording import keep_mentions, keep_places, keep_tags, word
from activity.models import Attachment, Post, Thread
from activity.policies import may_announce, may_edit_post, may_publish, may_remove_thread, require
from communities.models import Community
from communities.policies import START, refusal
from esn.kit import audit, clock, live, markup
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
    language: str = "",
) -> Post:
    """Publish a post and tell everybody who is looking; `plan` is what its kind asks for besides the text."""
    _check(actor, community, kind)
    check_plan(actor, community, kind, plan)
    keeper = gates.pass_through(actor, gates.Words(community, f"{title}\n{body}"))
    wording = word(actor, body)
    thread = open_thread(
        actor, community=community, kind=Thread.Kind.POST, title=title or markup.plain(wording.html, 120),
        is_question=kind == Post.Kind.QUESTION, language=language, held=gates.held(keeper),
    )  # fmt: skip
    post = Post.objects.create(thread=thread, kind=kind, author=actor, body=body, body_html=wording.html)
    if wording.tags:
        keep_tags(thread, wording.tags)
    if wording.places:
        keep_places(wording.places, thread)
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


def _check(actor: Person, community: Community, kind: str) -> None:
    why = refusal(actor, community, START) or _("You may not write in this community.")
    require(may_publish(actor, community), why)
    if kind == Post.Kind.ANNOUNCEMENT:
        require(may_announce(actor, community), _("Only those who run a community make announcements in it."))


def open_thread(  # noqa: PLR0913  (what a thread begins with, all named)
    actor: Person,
    *,
    community: Community,
    kind: str,
    title: str,
    is_question: bool = False,
    language: str = "",
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
        language=language,
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


@transaction.atomic
def edit_post(  # noqa: PLR0913
    actor: Person,
    post: Post,
    *,
    body: str,
    title: str = "",
    language: str | None = None,
    is_minor: bool = False,
    base: int | None = None,
) -> Post:
    """Change the words of one's own post; those before stay in its history, and a minor change notifies nobody.

    `base` is the wording that the author saw. Raises ChangedMeanwhile.
    """
    require(may_edit_post(actor, post))
    claim(post, base)
    thread, wording = post.thread, word(actor, body)
    new_title = (title or markup.plain(wording.html, 120))[:200]
    new_language = thread.language if language is None else language
    if (post.body, thread.title, thread.language) == (body, new_title, new_language):
        return post
    keeper = gates.pass_through(actor, gates.Words(thread.community, f"{title}\n{body}", is_edit=True))
    keep_revision(actor, thread, post, is_minor=is_minor, number=post.revision, body=post.body)
    post.body, post.body_html, post.edited_at = body, wording.html, clock.now()
    post.revision += 1
    post.save(update_fields=["body", "body_html", "edited_at", "revision"])
    thread.title, thread.language = new_title, new_language
    Thread.objects.filter(pk=thread.pk).update(
        title=new_title, language=new_language, version=F("version") + 1
    )
    thread.version += 1
    keep_tags(thread, wording.tags)
    keep_places(wording.places, thread)
    linking.place_card(post)
    note(verbs.POST_EDITED, actor, thread, post)
    fresh = keep_mentions(wording.mentioned, thread)
    note_mentions(actor, thread, post, [] if is_minor else fresh)
    gates.hand_over(keeper, thread)
    return post


@transaction.atomic
def remove_thread(actor: Person, thread: Thread, *, reason: str = "") -> None:
    """Take a thread away; its row says who did it and why. What another started goes on record.

    Raises ReasonMissing.
    """
    require(may_remove_thread(actor, thread))
    is_own = thread.starter_id == actor.pk
    require_reason(is_own, reason)
    if withdrawing.take_thread(actor, thread, reason=reason) and not is_own:
        audit.record(
            verbs.THREAD_REMOVED,
            actor=actor,
            about=thread,
            before={"title": thread.title, "author": thread.starter_id},
            reason=reason,
            community_id=thread.community_id,
        )
