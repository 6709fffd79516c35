"""The shape of a challenge's plan: its number, money and dates, kinds of ballots, criteria and questions; no rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import DAY
from ideas.models import BallotRule, Challenge, Criterion, TemplateQuestion

MOST_ROWS = 8
DATES = ("voting_opens_at", "evaluate_by")
# What everybody relied on when they wrote or voted stays.
FIXED = ("incubate", "count_visibility")


class FactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The number that shall change, the money, the dates in between, and what is hidden until when."""

    budget = forms.DecimalField(
        label=_("Budget"), required=False, min_value=Decimal("0.01"), max_value=10**12, decimal_places=2
    )

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = ("measure", "unit", "baseline", "target", "currency", *DATES, *FIXED)
        widgets = dict.fromkeys(DATES, DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cents = self.instance.budget_cents
        self.initial["budget"] = None if cents is None else Decimal(cents) / 100
        if self.instance.state != Challenge.State.UPCOMING:
            for name in FIXED:
                self.fields[name].disabled = True

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        found = dict(self.cleaned_data)
        budget = found.pop("budget")
        return {**found, "budget_cents": None if budget is None else int(budget * 100)}


class RuleForm(forms.Form):
    """One kind of ballot, used or not."""

    is_used = forms.BooleanField(required=False)
    amount = forms.IntegerField(label=_("How many"), min_value=1, max_value=1000, required=False)
    cap = forms.IntegerField(label=_("At most on one"), min_value=1, max_value=100, required=False)

    def __init__(self, posted: Any, *, kind: str, label: str, initial: dict[str, Any]) -> None:
        super().__init__(posted, prefix=kind, initial=initial)
        self.kind, self.label = kind, label
        self.has_amount = kind != BallotRule.Kind.PAIRWISE
        self.has_cap = kind in {BallotRule.Kind.POINTS, BallotRule.Kind.LEMONS}

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers that were given; the others have their usual ones."""
        found = self.cleaned_data
        return {name: found[name] for name in ("amount", "cap") if found[name]}


def rule_forms(challenge: Challenge, posted: Any = None) -> list[RuleForm]:
    """Return a form for each kind of ballot, with what the challenge has."""
    there = {rule.kind: rule for rule in challenge.ballot_rules.all()}
    found = []
    for kind, label in BallotRule.Kind.choices:
        rule = there.get(kind)
        initial = {
            "is_used": rule is not None,
            "amount": rule.amount if rule else 5,
            "cap": rule.cap if rule else 3,
        }
        found.append(RuleForm(posted, kind=kind, label=str(label), initial=initial))
    return found


class CriterionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What evaluators score, with words for 1, 4 and 7."""

    class Meta:
        model = Criterion
        fields = ("name", "question", "low", "middle", "high", "weight")


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question that every idea answers."""

    class Meta:
        model = TemplateQuestion
        fields = ("question", "help", "is_required")


CriterionSet = forms.formset_factory(CriterionForm, extra=2, max_num=MOST_ROWS, validate_max=True)
QuestionSet = forms.formset_factory(QuestionForm, extra=2, max_num=MOST_ROWS, validate_max=True)


def rows_of(formset: Any) -> list[dict[str, Any]]:
    """Return the rows that were filled in."""
    return [form.cleaned_data for form in formset if form.has_changed() and form.cleaned_data]
