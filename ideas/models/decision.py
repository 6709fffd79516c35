"""A decision: what happens with an idea, and why; the reason is demanded by the table itself."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.utils.translation import gettext_lazy as _

from people.models import Person

SHORTEST_REASON = 80

models.TextField.register_lookup(Length)
models.TextField.register_lookup(Trim)


class Decision(models.Model):
    """The answer to an idea, published to everybody who may read it."""

    class Outcome(models.TextChoices):
        ADOPT = "adopt", _("adopted")
        TRIAL = "trial", _("on trial")
        PARK = "park", _("parked")
        MERGE = "merge", _("merged")
        DECLINE = "decline", _("declined")

    class Reason(models.TextChoices):
        WORTH_IT = "worth_it", _("worth doing")
        WORTH_TRYING = "worth_trying", _("worth a trial")
        ALREADY_DONE = "already_done", _("already done")
        DUPLICATE = "duplicate", _("the same as another idea")
        OUT_OF_SCOPE = "out_of_scope", _("out of scope")
        COST_EXCEEDS_VALUE = "cost_exceeds_value", _("costs more than it brings")
        CONFLICTS_WITH = "conflicts_with", _("conflicts with a rule")
        NOT_NOW = "not_now", _("not now")
        INFEASIBLE = "infeasible", _("cannot be done")
        TRIALLED_FAILED = "trialled_failed", _("tried, and it failed")

    # Every answer that the idea ever got; the one that holds now is `Idea.decision`.
    about = models.ForeignKey("ideas.Idea", models.CASCADE, null=True, related_name="decisions")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    reason_code = models.CharField(_("main reason"), max_length=20, choices=Reason)
    reason_text = models.TextField(_("reason"), max_length=4000)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField()
    basis = models.JSONField(default=dict, help_text=_("The figures that were known when it was decided."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason_text__trim__length__gte=SHORTEST_REASON), name="decision_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="park") | Q(review_on__isnull=False), name="decision_parked_until_a_day"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["adopt", "trial", "park", "merge", "decline"]),
                name="decision_known_outcome",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def reason(self) -> str:
        """The reason as people read it."""
        return self.reason_text


class Appeal(models.Model):
    """New evidence against a decision: its author's alone, or that of ten supporters; once for each decision."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="appeals")
    evidence = models.TextField(_("new evidence"), max_length=4000)
    at = models.DateTimeField()
    # When it had enough behind it and the idea was taken up again.
    granted_at = models.DateTimeField(null=True)
    backers = models.ManyToManyField(Person, related_name="backed_appeals")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__trim__length__gte=SHORTEST_REASON), name="appeal_has_evidence"
            )
        ]
