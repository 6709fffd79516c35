"""The shape of what sponsors, managers, evaluators and builders type; no rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from ideas.forms import DecisionForm
from ideas.models import SHORTEST_REASON, Criterion, Decision, Outcome
from people.models import Person

DAY = {"type": "date"}


class ManyForm(DecisionForm):
    """One decision for several ideas."""

    is_meant = forms.BooleanField(label=_("I mean the same reason for all of them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [row for row in Decision.Outcome.choices if row[0] != Decision.Outcome.MERGE]
        self.fields["outcome"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Into which idea, and why."""

    target = forms.IntegerField(min_value=1, max_value=2**62)
    reason = forms.CharField(min_length=SHORTEST_REASON, max_length=4000)


class DeliveryForm(forms.Form):
    """Who builds an idea, what it shall change, and by when."""

    owner = forms.CharField(label=_("Who builds it (user name)"), max_length=80)
    promise = forms.CharField(label=_("What it shall change"), max_length=300, required=False)
    due_on = forms.DateField(label=_("Ready by"), required=False, widget=forms.DateInput(attrs=DAY))
    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Where the work is talked about"), required=False
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = viewer.memberships.values("community")
        rooms = Community.objects.readable_by(viewer).standing().filter(pk__in=own).by_name()
        self.fields["community"].queryset = rooms  # type: ignore[attr-defined]


class MilestoneForm(forms.Form):
    """A step."""

    title = forms.CharField(label=_("Milestone"), max_length=160)
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput(attrs=DAY))


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A number that shall change, and where it stands before."""

    class Meta:
        model = Outcome
        fields = ("metric", "unit", "kind", "baseline", "baseline_on", "target", "attribution", "note")
        widgets = {"baseline_on": forms.DateInput(attrs=DAY), "note": forms.Textarea(attrs={"rows": 2})}


class ReadingForm(forms.Form):
    """A measurement."""

    value = forms.DecimalField(label=_("Value"), max_digits=18, decimal_places=4)
    on = forms.DateField(label=_("Measured on"), widget=forms.DateInput(attrs=DAY))
    source = forms.CharField(label=_("Source"), max_length=200)
    is_comparison = forms.BooleanField(
        label=_("of the comparison group, where nothing was changed"), required=False
    )
    is_before = forms.BooleanField(label=_("from before the change"), required=False)


class VerificationForm(forms.Form):
    """How a benefit was checked."""

    verification = forms.CharField(
        label=_("How you checked it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PanelForm(forms.Form):
    """How a panel works."""

    is_blind = forms.BooleanField(label=_("Authors are hidden from the evaluators"), required=False)
    minds_chain = forms.BooleanField(
        label=_("Nobody scores ideas of their own line of managers"), required=False
    )


class AssignForm(forms.Form):
    """Who evaluates: user names, and how many evaluators each idea gets; by hand, one idea."""

    evaluators = forms.CharField(label=_("Evaluators (user names)"), max_length=2000)
    each = forms.IntegerField(label=_("Evaluators for each idea"), min_value=1, max_value=50, initial=3)
    idea = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    @property
    def usernames(self) -> list[str]:
        """The names, in their order."""
        return [name.strip("@").lower() for name in self.cleaned_data["evaluators"].replace(",", " ").split()]


class CardForm(forms.Form):
    """A blind scorecard: a mark from 1 to 7 for each criterion, with its reason at the ends of the scale."""

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for row in criteria:
            self.fields[f"value_{row.pk}"] = forms.TypedChoiceField(
                label=row.name,
                coerce=int,
                choices=[(n, str(n)) for n in range(1, 8)],
                widget=forms.RadioSelect,
            )
            self.fields[f"why_{row.pk}"] = forms.CharField(
                label=_("Why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Each criterion with its two fields."""
        return [
            {"criterion": r, "value": self[f"value_{r.pk}"], "why": self[f"why_{r.pk}"]}
            for r in self.criteria
        ]

    @property
    def marks(self) -> dict[int, tuple[int, str]]:
        """What the actions take: the mark and its reason by criterion."""
        found = self.cleaned_data
        return {r.pk: (found[f"value_{r.pk}"], found[f"why_{r.pk}"]) for r in self.criteria}


def named(viewer: Person, username: str) -> Person | None:
    """Return somebody whom the viewer may see, by user name."""
    found: Person | None = (
        Person.objects.visible_to(viewer).filter(username=username.strip("@, ").lower()).first()
    )
    return found
