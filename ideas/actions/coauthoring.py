"""Writing an idea together: somebody is asked, and is named once they agreed."""

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.noting import note
from communities.policies import may_read
from esn.kit import clock
from ideas import events as verbs
from ideas.models import Contributor, Draft, Idea
from ideas.policies import may_name_authors, may_submit, require
from people.models import Person

MOST = 10


@transaction.atomic
def ask_coauthor(actor: Person, idea: Idea, person: Person) -> Contributor:
    """Ask somebody to stand beside the author; asking again changes nothing."""
    require(may_name_authors(actor, idea), _("Only the first author names others, while the idea waits."))
    _refuse(person, idea.author, idea)
    contributor, is_new = Contributor.objects.get_or_create(
        idea=idea, person=person, defaults={"added_by": actor, "added_at": clock.now()}
    )
    if is_new:
        note(verbs.COAUTHOR_ASKED, actor, idea.thread, contributor, owner=person)
    return contributor


@transaction.atomic
def share_draft(actor: Person, draft: Draft, person: Person) -> Contributor:
    """Let somebody read and change a draft; they write it, so they agree by writing."""
    is_own = draft.author_id == actor.pk and may_submit(actor, draft.challenge)
    require(is_own, _("Only who began a draft shares it."))
    _refuse(person, draft.author, draft)
    now = clock.now()
    defaults = {"added_by": actor, "added_at": now, "consented_at": now}
    return Contributor.objects.get_or_create(draft=draft, person=person, defaults=defaults)[0]


def _refuse(person: Person, author: Person, of: Idea | Draft) -> None:
    require(person.pk != author.pk, _("You are its author already."))
    require(may_read(person, of.challenge.community), _("That person cannot read this challenge."))
    require(of.contributors.count() < MOST, _("An idea has at most ten more authors."))


@transaction.atomic
def agree(actor: Person, contributor: Contributor) -> Contributor:
    """Agree to be named as a co-author."""
    require(contributor.person_id == actor.pk and contributor.idea_id is not None)
    if contributor.consented_at is None and contributor.idea is not None:
        contributor.consented_at = clock.now()
        contributor.save(update_fields=["consented_at"])
        idea = contributor.idea
        note(verbs.COAUTHOR_JOINED, actor, idea.thread, contributor, owner=idea.author)
    return contributor


@transaction.atomic
def remove_coauthor(actor: Person, contributor: Contributor) -> None:
    """Take a name away: one's own always, others' by the first author; what a merge brought goes with the merge."""
    require(contributor.role == Contributor.Role.COAUTHOR)
    of = contributor.idea or contributor.draft
    is_first = of is not None and of.author_id == actor.pk
    require(contributor.person_id == actor.pk or is_first)
    contributor.delete()
