"""Commenting on an idea with what the comment is: a question, evidence, a risk, something built on it, the answer."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.commenting import add_comment
from activity.models import Attachment, Comment
from ideas.models import CommentKind, Idea
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
) -> Comment:
    """Add a comment of a kind to an idea's thread; the official answer is for who is in charge."""
    is_answer = kind == CommentKind.Kind.ANSWER
    require(
        not is_answer or is_in_charge(actor, idea.challenge), _("Only sponsor and manager answer officially.")
    )
    comment = add_comment(actor, idea.thread, body=body, parent=parent, attachments=attachments)
    if kind:
        CommentKind.objects.create(comment=comment, kind=kind)
    return comment
