"""M-52: is a question to a leader answered, by whomever?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.asking import asked_of_leaders
from analytics.measures.declared import EMPOWERMENT, PERIOD, Figure, Measure, share
from analytics.record import Scope
from analytics.verbs import Opening


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of questions that name a leader and were answered within five workdays."""
    asks = asked_of_leaders(scope)
    posts = scope.record.posts
    asked = posts["thread_id"][posts["opening"] == Opening.QUESTION]
    questions = np.isin(asks.thread, asked)
    # A question to three leaders is one question.
    once = np.unique(asks.thread[questions], return_index=True)[1]
    answered = asks.by_anybody[questions][once]
    return share(
        int(answered.sum()),
        len(once),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No question to a leader is seven days old."),
    )


MEASURE = Measure(
    id="M-52",
    name=_("Upward questions answered"),
    words=_(
        "Questions that name a director or executive and got an answer by somebody else within five workdays, as a share of "
        "those asked in the 28 days that ended seven days ago."
    ),
    formula="|questions to leaders answered ≤ 5 workdays| / |questions to leaders|",
    unit="share",
    source="metrics.md M-52",
    panel=EMPOWERMENT,
    compute=compute,
    benchmark=0.90,
    benchmark_words=_("starting goal: at least 90 %"),
    by_department=False,
    goal=0.90,
    reads=("AskFact", "PostFact", "ResponseFact", "Placement"),
)
