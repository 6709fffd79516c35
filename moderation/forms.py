"""The shape of what moderators and those whom they concern type; no rules."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from moderation.models import Case, CommunityRules, Measure, Outcome, Reason, Sanction, WordRule
from moderation.policies import OUTCOMES, measures
from people.forms import UsernameInput
from people.models import Person

HOURS = [(1, _("an hour")), (24, _("a day")), (72, _("three days")), (168, _("a week")), (720, _("a month"))]
OUTCOME_WORDS = {
    Outcome.KEEP: _("It stays"),
    Outcome.REMOVE: _("Remove it"),
    Outcome.APPROVE: _("Approve it"),
    Outcome.DECLINE: _("Decline it"),
}
MEASURE_WORDS = {
    Measure.NONE: _("Nothing further"),
    Measure.WARN: _("Warn them"),
    Measure.MUTE: _("Mute them in this community for a while"),
    Measure.BAN: _("Ban them from this community"),
    Measure.DEACTIVATE: _("Close their account"),
}


def area(rows: int) -> forms.Textarea:
    """Return a field for some lines."""
    return forms.Textarea(attrs={"rows": rows})


class ReportForm(forms.Form):
    """What somebody finds wrong."""

    reason = forms.ChoiceField(choices=Reason.choices, label=_("What is wrong?"), widget=forms.RadioSelect)
    text = forms.CharField(
        max_length=2000, required=False, label=_("What should a moderator know?"), widget=area(3)
    )


class HoursForm(forms.Form):
    """A length of time, as a moment from now on."""

    hours = forms.TypedChoiceField(
        choices=HOURS, coerce=int, initial=24, required=False, label=_("If muted, for")
    )

    def until(self, kind: str) -> Any:
        """Return when a measure of this kind ends; a ban does not by itself."""
        hours = self.cleaned_data.get("hours") or 0
        return clock.now() + timedelta(hours=hours) if kind == Measure.MUTE and hours else None


class RulingForm(HoursForm):
    """How a case ends."""

    outcome = forms.ChoiceField(label=_("The decision"), widget=forms.RadioSelect)
    measure = forms.ChoiceField(label=_("And its author"), required=False)
    reason = forms.CharField(
        max_length=400,
        required=False,
        label=_("Reason"),
        widget=area(2),
        help_text=_("Whom it concerns reads this. Name no one who reported it."),
    )
    is_public = forms.BooleanField(
        required=False, initial=True, label=_("Also show the reason where it stood")
    )
    note_text = forms.CharField(
        max_length=2000, required=False, label=_("Note for moderators"), widget=area(2)
    )
    field_order = ("outcome", "measure", "hours", "reason", "is_public", "note_text")

    def __init__(self, *args: Any, viewer: Person, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["outcome"]
        choices.choices = [(one, OUTCOME_WORDS[one]) for one in OUTCOMES[case.cause]]
        choices = self.fields["measure"]
        choices.choices = [(one, MEASURE_WORDS[one]) for one in measures(viewer, case)]
        if case.community is None:
            del self.fields["hours"], self.fields["is_public"]

    def ruling(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "hours"}
        return {**given, "until_at": self.until(given.get("measure", ""))}


class AppealForm(forms.Form):
    """Why it should be decided differently."""

    text = forms.CharField(max_length=4000, label=_("Why should it be decided differently?"), widget=area(4))


class DecisionForm(forms.Form):
    """The end of an appeal."""

    overturn = forms.TypedChoiceField(
        choices=[("no", _("The decision stands")), ("yes", _("The decision is undone"))],
        coerce=lambda value: value == "yes",
        label=_("After looking again"),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(max_length=400, label=_("Reason"), widget=area(2))


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a community is moderated."""

    newcomer_posts = forms.IntegerField(
        min_value=0, max_value=50, label=_("Newcomers: until so many of their posts were approved")
    )
    newcomer_days = forms.IntegerField(
        min_value=0, max_value=365, label=_("Newcomers: also for so many days after they joined")
    )
    slow_seconds = forms.IntegerField(
        min_value=0,
        max_value=86_400,
        label=_("Slow mode: seconds between two texts of a person"),
        help_text=_("0 switches it off."),
    )
    hide_after = forms.IntegerField(
        min_value=0,
        max_value=50,
        label=_("Hide by itself after reports by so many people"),
        help_text=_("Until a moderator has looked at it. 0 switches it off."),
    )

    class Meta:
        model = CommunityRules
        fields = [
            "approval", "newcomer_posts", "newcomer_days", "with_comments", "slow_seconds", "hide_after",
        ]  # fmt: skip
        widgets = {"approval": forms.RadioSelect}


class WordForm(forms.Form):
    """A word or a site to look for."""

    kind = forms.ChoiceField(choices=WordRule.Kind.choices, label=_("Look for"))
    pattern = forms.CharField(
        max_length=100,
        label=_("Word, phrase or site"),
        help_text=_("* stands for anything at the beginning or end of a word."),
    )
    effect = forms.ChoiceField(choices=WordRule.Effect.choices, label=_("Then"))
    why = forms.CharField(max_length=200, required=False, label=_("What the writer is told"))


class SanctionForm(HoursForm):
    """Whom to mute or ban, and why."""

    person = forms.CharField(max_length=40, label=_("User name"), widget=UsernameInput())
    kind = forms.ChoiceField(
        choices=[(Sanction.Kind.MUTE, _("Mute")), (Sanction.Kind.BAN, _("Ban"))], label=_("Sanction")
    )
    reason = forms.CharField(max_length=400, label=_("Reason"))
    field_order = ("person", "kind", "hours", "reason")
