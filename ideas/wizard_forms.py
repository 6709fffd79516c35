"""The steps in which a challenge is written, each with the shape of what is typed; no rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.actions.challenging import dates_follow
from ideas.forms import DAY, possible_places, possible_sponsors
from ideas.models import BallotRule, Challenge
from ideas.plan_forms import CriterionSet, QuestionSet, RuleForm, rows_of
from people.models import Person

TEXTS = ("problem", "why_now", "in_scope", "out_of_scope", "good_answer")
DATES = (
    "opens_at", "submissions_close_at", "voting_opens_at", "voting_close_at", "evaluate_by", "decide_by",
)  # fmt: skip
LONGEST = 20_000


class BriefForm(forms.ModelForm):  # type: ignore[type-arg]
    """Some fields of a challenge; which, a step says."""

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = ()
        widgets = dict.fromkeys(DATES, DAY) | {name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS}

    def __init__(self, posted: Any, *, viewer: Person, **kwargs: Any) -> None:
        super().__init__(posted, **kwargs)
        if "community" in self.fields:
            self.fields["community"].queryset = possible_places(viewer)  # type: ignore[attr-defined]
            self.fields["community"].label = _("Who is asked")
        if "sponsor" in self.fields:
            self.fields["sponsor"].queryset = possible_sponsors(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "decide_by" in self.fields and not self.errors:
            for name in DATES:
                setattr(self.instance, name, found[name])
            if not dates_follow(self.instance):
                said = _("The dates must follow each other: opens, ideas until, support until, decided by.")
                self.add_error("opens_at", said)
        return found


class PurseForm(forms.Form):
    """What there is to spend."""

    budget = forms.DecimalField(
        label=_("Budget"), required=False, min_value=0.01, max_value=10**12, decimal_places=2,
        help_text=_("Empty where ideas cost nothing, or each is decided by itself."),
    )  # fmt: skip
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), initial="EUR", max_length=3)


@dataclass
class Typed:
    """A step with what was typed: its forms, and what they come to."""

    parts: list[Any]
    found: Callable[[], dict[str, Any]]
    rules: list[RuleForm] = field(default_factory=list)
    rows: Any = None

    def is_valid(self) -> bool:
        """Whether all of it is right."""
        return all([part.is_valid() for part in self.parts])  # noqa: C419  (each shall say what is wrong)


@dataclass(frozen=True)
class Step:
    """One step: its name, why it is asked, and how it is read."""

    key: str
    label: Promise
    why: Promise
    read: Callable[[Person, Any, Mapping[str, Any]], Typed]

    def typed(self, viewer: Person, said: Mapping[str, Any] | None, initial: Mapping[str, Any]) -> Typed:
        """Return the step as it was typed; fresh where nothing was."""
        return self.read(viewer, None if said is None else query_of(said), initial)


def _brief(*names: str) -> Callable[[Person, Any, Mapping[str, Any]], Typed]:
    form_class = forms.modelform_factory(
        Challenge, form=BriefForm, fields=names, widgets=BriefForm.Meta.widgets
    )

    def read(viewer: Person, posted: Any, initial: Mapping[str, Any]) -> Typed:
        given = {name: value for name, value in initial.items() if name in names}
        form = form_class(posted, viewer=viewer, initial=given)
        return Typed([form], lambda: {"brief": dict(form.cleaned_data)})

    return read


def _ballots(_viewer: Person, posted: Any, _initial: Mapping[str, Any]) -> Typed:
    usual = {"amount": 5, "cap": 3}
    purse = PurseForm(posted)
    rules = [
        RuleForm(
            posted,
            kind=kind,
            label=str(label),
            initial={**usual, "is_used": kind == BallotRule.Kind.APPROVAL},
        )
        for kind, label in BallotRule.Kind.choices
    ]

    def found() -> dict[str, Any]:
        money = purse.cleaned_data
        cents = None if money["budget"] is None else int(money["budget"] * 100)
        used = {rule.kind: rule.numbers for rule in rules if rule.cleaned_data["is_used"]}
        return {"brief": {"budget_cents": cents, "currency": money["currency"]}, "ballots": used}

    return Typed([purse, *rules], found, rules=rules)


def _rows(kind: Any, name: str) -> Callable[[Person, Any, Mapping[str, Any]], Typed]:
    def read(_viewer: Person, posted: Any, _initial: Mapping[str, Any]) -> Typed:
        rows = kind(posted, prefix=name)
        return Typed([rows], lambda: {name: rows_of(rows)}, rows=rows)

    return read


STEPS = (
    Step(
        "question", _("The question"), _("One problem that matters, and why it must be solved now."),
        _brief("title", "problem", "why_now"),
    ),
    Step(
        "scope", _("Scope"), _("What belongs to it and what does not, and what a good answer holds."),
        _brief("in_scope", "out_of_scope", "good_answer"),
    ),
    Step(
        "number", _("The number"), _("What shall change, where it stands today and where it shall be."),
        _brief("measure", "unit", "baseline", "target"),
    ),
    Step(
        "people", _("People"), _("Who is asked, who will answer every idea, and what they promise."),
        _brief("community", "sponsor", "pledge"),
    ),
    Step(
        "dates", _("Dates"), _("Ideas end before voting begins, so that being early is no merit. Each date is a promise."),
        _brief(*DATES, "incubate", "count_visibility"),
    ),
    Step(
        "ballots", _("Votes and money"), _("How people choose when all ideas are there: support alone misses the best."),
        _ballots,
    ),
    Step(
        "criteria", _("Criteria"), _("By what a panel scores ideas, with words for 1, 4 and 7. Without a panel, go on."),
        _rows(CriterionSet, "criteria"),
    ),
    Step(
        "questions", _("Questions"), _("What every idea answers besides. Few questions bring more ideas; none is fine."),
        _rows(QuestionSet, "questions"),
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}


def query_of(said: Mapping[str, Any]) -> QueryDict:
    """Return what was kept as if it were posted again."""
    query = QueryDict(mutable=True)
    for name, values in said.items():
        query.setlist(name, values)
    for prefix in ("criteria", "questions"):
        # Every row is a new one, so that one that was emptied is left out and not asked for.
        if f"{prefix}-TOTAL_FORMS" in query:
            query[f"{prefix}-INITIAL_FORMS"] = "0"
    return query


def said_in(posted: QueryDict) -> dict[str, list[str]]:
    """Return what was typed, to be kept."""
    left_out = {"csrfmiddlewaretoken", "idempotency_key", "wish"}
    return {
        name: [value[:LONGEST] for value in posted.getlist(name)[:10]]
        for name in list(posted)[:200]
        if name not in left_out
    }
