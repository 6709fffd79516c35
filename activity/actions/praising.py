"""Praise: thanking people in public, for something that the company values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.kinds import praises
from activity.models import CompanyValue, Post, Praise, Praised
from communities.models import Community
from people.models import Person

MOST = 20


@dataclass(frozen=True)
class PraisePlan:
    """Whom a post praises, and for what."""

    people: Sequence[Person]
    value: CompanyValue

    def check(self, actor: Person, community: Community) -> None:
        """Raise ValidationError by field where this is no praise that all concerned can read."""
        wanted = {person.pk for person in self.people}
        wrong: dict[str, str] = {}
        if actor.pk in wanted:
            wrong["people"] = _("You cannot praise yourself. Others may.")
        elif not 1 <= len(wanted) <= MOST:
            wrong["people"] = _("Praise one to twenty people.")
        elif praises.candidates(actor, community).filter(pk__in=wanted).count() < len(wanted):
            wrong["people"] = _("Somebody here could not read this praise: it is not open to them.")
        if self.value.retired_at is not None:
            wrong["value"] = _("This value is no longer in use.")
        if wrong:
            raise ValidationError(wrong)

    def keep(self, actor: Person, post: Post) -> None:
        """Write whom a fresh post praises, and record it for each of them."""
        praise = Praise.objects.create(post=post, value=self.value)
        people = list(dict.fromkeys(self.people))
        Praised.objects.bulk_create(Praised(praise=praise, person=p, giver=actor) for p in people)
        for person in people:
            note(verbs.PRAISE_GIVEN, actor, post.thread, post, owner=person)
