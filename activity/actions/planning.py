"""What some kinds of posts are besides their text: checked before the post is written, kept with it."""

from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activity.actions.announcing import MustReadPlan
from activity.actions.polling import PollPlan
from activity.actions.praising import PraisePlan
from activity.models import Post
from communities.models import Community
from people.models import Person


class Plan(Protocol):
    """What a kind of post asks for besides its text."""

    def check(self, actor: Person, community: Community) -> None:
        """Raise ValidationError by field where it cannot be."""

    def keep(self, actor: Person, post: Post) -> None:
        """Write it, in the transaction of the post."""


PLANS: dict[str, type] = {
    Post.Kind.POLL: PollPlan,
    Post.Kind.PRAISE: PraisePlan,
    Post.Kind.ANNOUNCEMENT: MustReadPlan,
}
# An announcement need not be confirmed by anybody.
OPTIONAL = {Post.Kind.ANNOUNCEMENT}


def check_plan(actor: Person, community: Community, kind: str, plan: Plan | None) -> None:
    """Raise ValidationError where a kind of post lacks what makes it one, or has what belongs to another."""
    wanted = PLANS.get(kind)
    is_right = isinstance(plan, wanted) if wanted and plan else plan is None
    if not is_right or (wanted and plan is None and kind not in OPTIONAL):
        raise ValidationError({"kind": _("This kind of post needs other details.")})
    if plan is not None:
        plan.check(actor, community)
