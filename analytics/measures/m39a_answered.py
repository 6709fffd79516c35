"""M-39a: do questions get answers?"""

from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, discussion
from analytics.measures.declared import KNOWLEDGE, PERIOD, Figure, Measure, Part, share
from analytics.record import Scope
from analytics.verbs import Opening

WITHIN = 7


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of questions answered within seven days, of those that are seven days old."""
    asked = discussion(scope, PERIOD, lag=WITHIN, opening=Opening.QUESTION)
    in_time = (asked.replied_at < NEVER) & (asked.replied_at - asked.at <= WITHIN * 86_400)
    accepted = float((asked.accepted_at < NEVER).mean()) if len(asked) else None
    return share(
        int(in_time.sum()),
        len(asked),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No question is seven days old."),
        accepted=accepted,
    )


MEASURE = Measure(
    id="M-39a",
    name=_("Answered questions"),
    words=_(
        "Questions answered by somebody else within seven days, as a share of the questions asked in the 28 days that ended "
        "seven days ago, so that each had its seven days."
    ),
    formula="|questions with ≥ 1 answer in 7 d| / |questions|",
    unit="share",
    source="metrics.md M-39a",
    panel=KNOWLEDGE,
    compute=compute,
    benchmark=0.85,
    benchmark_words=_("starting goal: 85 % answered, 50 % with an accepted answer"),
    goal=0.85,
    parts={"accepted": Part(_("with an accepted answer"))},
    reads=("PostFact", "ResponseFact"),
)
