"""The shape of what is typed on the board; no rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.forms import CommentForm
from communities.models import Community
from ideas.models import SHORTEST_REASON, Challenge, CommentKind, Decision, Draft, Idea, Support
from people.models import Person

DAY = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DATES = ("opens_at", "submissions_close_at", "voting_close_at", "decide_by")


class IdeaForm(forms.Form):
    """An idea in two fields, with what the challenge asks besides and what may be said more."""

    title = forms.CharField(label=_("Your idea in a line"), max_length=160)
    proposal = forms.CharField(
        label=_("What you propose"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    problem = forms.CharField(
        label=_("What is wrong today"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cost = forms.DecimalField(
        label=_("Rough cost"), required=False, min_value=0, max_value=10**12, decimal_places=2
    )

    def __init__(
        self,
        *args: Any,
        challenge: Challenge,
        of: Idea | Draft | None = None,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(challenge.questions.all())
        self.is_draft = is_draft
        for question in self.questions:
            self.fields[f"answer_{question.pk}"] = forms.CharField(
                label=question.question,
                help_text=question.help,
                max_length=4000,
                required=question.is_required and not is_draft,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["cost"].help_text = _("In %(currency)s; a guess is enough.") % {
            "currency": challenge.currency
        }
        if is_draft:
            self.fields["proposal"].required = False
        if of is not None:
            self.initial = {**self._words_of(of), **self.initial}

    def _words_of(self, of: Idea | Draft) -> dict[str, Any]:
        answers = {f"answer_{pk}": text for pk, text in of.answers.items()}
        cost = None if of.cost_cents is None else Decimal(of.cost_cents) / 100
        return {"title": of.title, "proposal": of.proposal, "problem": of.problem, "cost": cost, **answers}

    @property
    def asked(self) -> list[forms.BoundField]:
        """The challenge's own questions."""
        return [self[f"answer_{question.pk}"] for question in self.questions]

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take."""
        found, cost = self.cleaned_data, self.cleaned_data["cost"]
        answers = {str(q.pk): found.get(f"answer_{q.pk}", "") for q in self.questions}
        return {
            "title": found["title"],
            "proposal": found["proposal"],
            "problem": found["problem"],
            "answers": answers,
            "cost_cents": None if cost is None else int(cost * 100),
        }


class ConcernForm(forms.Form):
    """What somebody fears, in words."""

    text = forms.CharField(
        label=_("Your concern"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what you fear: only then can anybody answer it.")},
    )


class RemarkForm(CommentForm):
    """A comment on an idea, perhaps of a kind."""

    kind = forms.ChoiceField(choices=CommentKind.Kind.choices, required=False)


class CoauthorForm(forms.Form):
    """Who else writes the idea, by user name."""

    username = forms.CharField(label=_("User name"), max_length=80)


class LineForm(forms.Form):
    """What one idea gets in a ballot."""

    idea = forms.IntegerField(min_value=1, max_value=2**62)
    value = forms.IntegerField(min_value=-1000, max_value=1000)


class AppealForm(forms.Form):
    """What is new since an idea was decided."""

    evidence = forms.CharField(
        label=_("New evidence"),
        min_length=SHORTEST_REASON,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "minlength": SHORTEST_REASON}),
    )


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DATES[1:] if self.instance.is_box else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        given = [found.get(name) for name in DATES]
        if all(given) and not (given[0] < given[1] <= given[2] <= given[3]):  # type: ignore[operator]
            self.add_error(
                "opens_at",
                _("The dates must follow each other: opens, ideas until, support until, decided by."),
            )
        return found


class BoxForm(forms.ModelForm):  # type: ignore[type-arg]
    """A standing idea box: where, for what, and who answers."""

    class Meta:
        model = Challenge
        fields = ("community", "area", "title", "problem", "good_answer", "sponsor", "pledge")
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 3}),
            "good_answer": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"problem": _("what belongs into it"), "community": _("who is asked")}

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A box has other dates than a challenge: the table's rules are for the action.
        self.instance.kind = Challenge.Kind.BOX
        self.fields["area"].required = True
        self.fields["community"].queryset = possible_places(viewer)  # type: ignore[attr-defined]
        self.fields["sponsor"].queryset = possible_sponsors(viewer)  # type: ignore[attr-defined]


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
