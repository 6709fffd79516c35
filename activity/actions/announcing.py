"""Announcements that must be read: asking, confirming, reminding."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.kinds import announcements
from activity.models import Acknowledgement, MustRead, Post
from activity.policies import NotAllowed, may_follow_up, may_see, require
from communities.models import Community
from esn.kit import clock
from people.models import Person


class RemindedToday(NotAllowed):
    """People are reminded at most once a day."""


@dataclass(frozen=True)
class MustReadPlan:
    """Who has to read an announcement, and until when."""

    audience: str = MustRead.Audience.MEMBERS
    due_on: date | None = None

    def check(self, actor: Person, community: Community) -> None:
        """Raise ValidationError where the day has passed."""
        if self.due_on and self.due_on < clock.today():
            raise ValidationError({"due_on": _("This day has passed.")})

    def keep(self, actor: Person, post: Post) -> None:
        """Write what a fresh announcement asks, and record that it was asked."""
        MustRead.objects.create(post=post, audience=self.audience, due_on=self.due_on)
        note(verbs.ACKNOWLEDGEMENT_ASKED, actor, post.thread, post)


@transaction.atomic
def acknowledge(actor: Person, must_read: MustRead) -> None:
    """Confirm that one has read it; a duty, so no figure of taking part counts it."""
    thread = must_read.post.thread
    require(may_see(actor, thread))
    _row, is_new = Acknowledgement.objects.get_or_create(
        must_read=must_read, person=actor, defaults={"at": clock.now()}
    )
    if is_new:
        note(verbs.ACKNOWLEDGED, actor, thread, must_read.post, is_mandatory=True)


@transaction.atomic
def remind(actor: Person, must_read: MustRead) -> None:
    """Remind those who have not read it, at most once a day. Raises RemindedToday."""
    row = MustRead.objects.select_for_update(of=("self",)).select_related("post__thread__community")
    must_read = row.get(pk=must_read.pk)
    require(may_follow_up(actor, must_read.post))
    if not announcements.may_remind(must_read):
        raise RemindedToday(_("They were reminded within the last day. Give them a little time."))
    must_read.reminded_at = clock.now()
    must_read.save(update_fields=["reminded_at"])
    note(verbs.ACKNOWLEDGEMENT_REMINDED, actor, must_read.post.thread, must_read.post)
