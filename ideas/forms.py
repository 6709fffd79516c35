"""The shape of what is typed on the board; no rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from ideas.models import SHORTEST_REASON, Challenge, Decision, Idea, Support
from people.models import Person

DAY = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DATES = ("opens_at", "submissions_close_at", "voting_close_at", "decide_by")


class IdeaForm(forms.ModelForm):  # type: ignore[type-arg]
    """An idea: a line, what is wrong, what to do."""

    class Meta:
        model = Idea
        fields = ("title", "problem", "proposal")
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 4}),
            "proposal": forms.Textarea(attrs={"rows": 7}),
        }


class EditChallengeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The brief of a challenge with its dates."""

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = (
            "title",
            "problem",
            "why_now",
            "in_scope",
            "out_of_scope",
            "good_answer",
            "pledge",
            *DATES,
        )
        widgets = dict.fromkeys(DATES, DAY) | {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("problem", "why_now", "in_scope", "out_of_scope", "good_answer")
        }

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        given = [found.get(name) for name in DATES]
        if all(given) and not (given[0] < given[1] <= given[2] <= given[3]):  # type: ignore[operator]
            self.add_error(
                "opens_at",
                _("The dates must follow each other: opens, ideas until, support until, decided by."),
            )
        return found


class ChallengeForm(EditChallengeForm):
    """A new challenge: where it is asked, and who will answer."""

    class Meta(EditChallengeForm.Meta):
        fields: tuple[str, ...] = (
            "community", "title", "problem", "why_now", "in_scope", "out_of_scope", "good_answer",
            "sponsor", "pledge", *DATES,
        )  # fmt: skip

    def __init__(self, *args: Any, communities: Any, sponsors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        self.fields["sponsor"].queryset = sponsors  # type: ignore[attr-defined]


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What happens with an idea, and why."""

    reason_text = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "minlength": SHORTEST_REASON}),
        help_text=_(
            "At least 80 characters, in your own words: what speaks for it or against it, and what comes next."
        ),
        error_messages={
            "min_length": _(
                "Say why in at least 80 characters: its author and everybody who supported it will read it."
            )
        },
    )

    class Meta:
        model = Decision
        fields = ("outcome", "reason_code", "reason_text", "review_on")
        widgets = {"review_on": forms.DateInput(attrs={"type": "date"})}


class SupportForm(forms.Form):
    """What the supporter would do."""

    benefit = forms.ChoiceField(choices=Support.Benefit.choices, required=False)


def possible_sponsors(viewer: Person) -> Any:
    """Return who may be named as a sponsor: managers and above, and the viewer."""
    people = Person.objects.visible_to(viewer)
    return (people.filter(level__gte=Person.Level.MANAGER) | people.filter(pk=viewer.pk)).by_name()


def possible_places(viewer: Person) -> Any:
    """Return the communities that the viewer may ask: led ones, and for directors the company."""
    led = Community.objects.led_by(viewer)
    return (
        (led | Community.objects.filter(is_everyone=True)) if viewer.level >= Person.Level.DIRECTOR else led
    )
