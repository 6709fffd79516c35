"""Commenting on an idea with what the comment is: a question, evidence, a risk, something built on it, the answer."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.sending import send_comment
from activity.models import Attachment, Comment
from ideas.models import Assignment, CommentKind, Idea
from ideas.policies import is_in_charge, require
from people.models import Person


@transaction.atomic
def remark(
    actor: Person,
    idea: Idea,
    *,
    body: str,
    kind: str = "",
    parent: Comment | None = None,
    attachments: Sequence[Attachment] = (),
    **sent: Any,
) -> Comment:
    """Add a comment of a kind to an idea's thread; the official answer is for who is in charge.

    `sent` is what is kept for half a minute, so that it can be taken back (`sending.send_comment`).
    """
    is_open = not Assignment.objects.judging_blind(actor).filter(idea=idea).exists()
    require(is_open, _("You judge this idea without names: its talk opens to you afterwards."))
    is_answer = kind == CommentKind.Kind.ANSWER
    require(
        not is_answer or is_in_charge(actor, idea.challenge), _("Only sponsor and manager answer officially.")
    )
    comment = send_comment(actor, idea.thread, body=body, parent=parent, attachments=attachments, **sent)
    if kind:
        CommentKind.objects.create(comment=comment, kind=kind)
    return comment
