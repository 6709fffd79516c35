"""Drafts: ideas that only their authors see, until they are published or the window of an incubated challenge closes."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.attaching import attach, check_number, register_keeper
from activity.models import Attachment
from esn.kit import clock
from ideas.actions.submitting import Words, checked_answers, open_idea
from ideas.models import Challenge, Draft, Idea
from ideas.policies import may_edit_draft, may_submit, require
from people.models import Person


class ProposalMissing(ValidationError):  # noqa: N818  (says what is wrong)
    """What is handed in says what to do."""


@transaction.atomic
def save_draft(
    actor: Person, challenge: Challenge, *, attachments: Sequence[Attachment] = (), **words: Any
) -> Draft:
    """Begin a draft; raises FileRefused."""
    require(may_submit(actor, challenge), _("This challenge does not take ideas now."))
    fresh = Words(**{"proposal": "", **words})
    now = clock.now()
    draft = Draft.objects.create(
        challenge=challenge,
        author=actor,
        created_at=now,
        changed_at=now,
        **{**fresh.columns, "answers": checked_answers(challenge, fresh.answers, is_draft=True)},
    )
    _put_beside(actor, draft, attachments)
    return draft


def _put_beside(actor: Person, draft: Draft, attachments: Sequence[Attachment]) -> None:
    """Have the actor's own files beside a draft be these; those of the others stay."""
    require(all(row.uploader_id == actor.pk and row.thread_id is None for row in attachments))
    others = list(draft.files.exclude(uploader=actor))
    check_number(len(others) + len(attachments))
    draft.files.set([*others, *attachments])


@register_keeper
def files_in_drafts() -> list[int]:
    """Return the uploads that stand beside drafts: these wait, however long that takes."""
    return list(Draft.files.through.objects.values_list("attachment_id", flat=True))


@transaction.atomic
def edit_draft(
    actor: Person, draft: Draft, *, attachments: Sequence[Attachment] | None = None, **words: Any
) -> Draft:
    """Change a draft, handed in or not; what is left out stays.

    Raises ProposalMissing, AnswerMissing, FileRefused.
    """
    draft = _locked(draft)
    require(may_edit_draft(actor, draft), _("Drafts can be changed until submissions close."))
    fresh = _words_of(draft, **words)
    is_draft = draft.submitted_at is None
    answers = checked_answers(draft.challenge, fresh.answers, is_draft=is_draft)
    if not is_draft:
        _refuse_empty(fresh)
    for name, value in {**fresh.columns, "answers": answers, "changed_at": clock.now()}.items():
        setattr(draft, name, value)
    draft.save()
    if attachments is not None:
        _put_beside(actor, draft, attachments)
    return draft


@transaction.atomic
def submit_draft(actor: Person, draft: Draft) -> Draft | Idea:
    """Hand a draft in: it becomes an idea now, or where ideas are incubated when submissions close.

    Raises ProposalMissing, AnswerMissing.
    """
    draft = _locked(draft)
    require(may_edit_draft(actor, draft), _("This challenge does not take ideas now."))
    words = _words_of(draft)
    _refuse_empty(words)
    checked_answers(draft.challenge, words.answers)
    if not draft.challenge.is_incubating:
        return _publish(draft)
    draft.submitted_at = draft.submitted_at or clock.now()
    draft.save(update_fields=["submitted_at"])
    return draft


@transaction.atomic
def withdraw_draft(actor: Person, draft: Draft) -> Draft:
    """Take back what was handed in; it is a draft again."""
    draft = _locked(draft)
    require(may_edit_draft(actor, draft), _("Drafts can be changed until submissions close."))
    draft.submitted_at = None
    draft.save(update_fields=["submitted_at"])
    return draft


@transaction.atomic
def discard_draft(actor: Person, draft: Draft) -> None:
    """Throw a draft away; only who began it can."""
    require(draft.author_id == actor.pk, _("Only who began a draft throws it away."))
    draft.delete()


@transaction.atomic
def publish_waiting(challenge: Challenge) -> list[Idea]:
    """Publish the drafts that were handed in, once submissions have closed; others stay drafts."""
    locked = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if not locked.incubate or locked.is_incubating:
        return []
    waiting = Draft.objects.select_for_update(of=("self",)).filter(challenge=locked).waiting()
    # A refusal of one, say of somebody who left, must not hold the others back.
    rows = waiting.select_related("author", "challenge__community").order_by("submitted_at", "pk")
    return [_publish(draft) for draft in rows]


def _publish(draft: Draft) -> Idea:
    idea = open_idea(draft.author, draft.challenge, _words_of(draft))
    files: dict[Person, list[Attachment]] = {}
    for row in draft.files.filter(thread=None).select_related("uploader").in_order():
        files.setdefault(row.uploader, []).append(row)
    draft.contributors.update(idea=idea, draft=None)
    draft.delete()
    for uploader, rows in files.items():
        attach(uploader, idea.thread, rows)
    return idea


def _words_of(draft: Draft, **words: Any) -> Words:
    columns = {
        "title": draft.title,
        "proposal": draft.proposal,
        "problem": draft.problem,
        "answers": draft.answers,
        "cost_cents": draft.cost_cents,
    }
    return Words(**{**columns, **words})


def _refuse_empty(words: Words) -> None:
    if not words.proposal.strip():
        raise ProposalMissing({"proposal": [_("Say what you propose before you hand it in.")]})


def _locked(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",)).select_related("challenge__community", "author")
    return rows.get(pk=draft.pk)
