"""The shape of what a kind of post asks for besides its text: a poll's options, whom to praise, who must read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.actions.announcing import MustReadPlan
from activity.actions.planning import Plan
from activity.actions.polling import PollPlan
from activity.actions.praising import PraisePlan
from activity.files import unsent
from activity.forms import PostForm
from activity.kinds import signs
from activity.models import CompanyValue, Draft, MustRead, Post, ReactionSign
from activity.models.poll import MOST
from communities.models import Community
from people.models import Person

OFFERED = 4
# What an action calls a field, and what the form does.
FIELDS = {
    "options": "poll_option",
    "closes_at": "poll_closes_at",
    "people": "praise_people",
    "value": "praise_value",
    "due_on": "must_read_due_on",
}


class PollForm(forms.Form):
    """Options, and how they are chosen among."""

    kept: Sequence[str] = ()
    poll_option = forms.CharField(required=False, label=gettext_lazy("Options"))
    poll_multiple = forms.BooleanField(required=False)
    poll_hidden = forms.BooleanField(required=False)
    poll_closes_at = forms.DateTimeField(required=False, label=gettext_lazy("Open until"))

    @property
    def texts(self) -> list[str]:
        """What was typed as options, and empty places for more."""
        sent = self.data.getlist("poll_option") if isinstance(self.data, QueryDict) else self.kept
        given = [str(text) for text in sent]
        filled = [text for text in given if text.strip()][: MOST + 1]
        return filled + [""] * max(OFFERED - len(filled), 1 if len(filled) < MOST else 0)

    def plan(self, viewer: Person) -> PollPlan:
        """Return the poll that was asked for."""
        return PollPlan(
            options=[text[:140] for text in self.texts if text.strip()],
            is_multiple=self.cleaned_data["poll_multiple"],
            is_hidden=self.cleaned_data["poll_hidden"],
            closes_at=self.cleaned_data["poll_closes_at"],
        )


class PraiseForm(forms.Form):
    """User names, and the value that they are praised for."""

    praise_people = forms.CharField(
        max_length=900,
        label=gettext_lazy("Whom"),
        error_messages={"required": gettext_lazy("Say whom you praise.")},
    )
    praise_value = forms.ModelChoiceField(
        CompanyValue.objects.filter(retired_at=None),
        label=gettext_lazy("For"),
        error_messages={"required": gettext_lazy("Say what for.")},
    )

    @property
    def values(self) -> tuple[CompanyValue, ...]:
        """The values to choose from."""
        return signs.layout().values

    def plan(self, viewer: Person) -> PraisePlan:
        """Return the praise that was asked for. Raises ValidationError where a name is nobody's."""
        typed = self.cleaned_data["praise_people"].replace(",", " ").replace(";", " ").split()
        names = list(dict.fromkeys(name.lstrip("@").lower() for name in typed if name.strip("@")))
        found = {p.username: p for p in Person.objects.visible_to(viewer).filter(username__in=names[:50])}
        if missing := [name for name in names if name not in found]:
            unknown = _("Nobody has the user name “%(name)s”.") % {"name": missing[0]}
            raise ValidationError({"people": unknown})
        return PraisePlan([found[name] for name in names], self.cleaned_data["praise_value"])


class MustReadForm(forms.Form):
    """Whether an announcement has to be confirmed, by whom and until when."""

    must_read = forms.BooleanField(required=False)
    must_read_audience = forms.ChoiceField(
        choices=MustRead.Audience.choices, required=False, label=gettext_lazy("By")
    )
    must_read_due_on = forms.DateField(required=False, label=gettext_lazy("Until"))

    def plan(self, viewer: Person) -> MustReadPlan | None:
        """Return what is asked of the readers; None for an announcement that nobody needs to confirm."""
        if not self.cleaned_data["must_read"]:
            return None
        audience = self.cleaned_data["must_read_audience"] or MustRead.Audience.MEMBERS
        return MustReadPlan(audience, self.cleaned_data["must_read_due_on"])


class KindForms:
    """The forms of all kinds as they were sent: the one that matters is checked, the others keep what was typed."""

    def __init__(self, typed: QueryDict | None = None, kept: QueryDict | None = None) -> None:
        # What a draft keeps is shown again without being judged yet.
        words = kept.dict() if kept else None
        self.poll = PollForm(typed, initial=words)
        self.poll.kept = kept.getlist("poll_option") if kept else []
        self.praise, self.must_read = PraiseForm(typed, initial=words), MustReadForm(typed, initial=words)
        self.plan: Plan | None = None

    def is_valid(self, kind: str, viewer: Person, community: Community) -> bool:
        """Check what this kind asks for; the errors stand at its fields, the plan in `plan`."""
        form = self._form_of(kind)
        if form is None:
            return True
        if not form.is_valid():
            return False
        try:
            self.plan = form.plan(viewer)
            if self.plan is not None:
                self.plan.check(viewer, community)
        except ValidationError as error:
            for name, lines in error.message_dict.items():
                form.add_error(FIELDS.get(name), lines)
        return form.is_valid()

    def errors(self, kind: str) -> list[str]:
        """Return what is wrong with what this kind asks for, as sentences."""
        form = self._form_of(kind)
        return [str(error) for lines in form.errors.values() for error in lines] if form else []

    def _form_of(self, kind: str) -> PollForm | PraiseForm | MustReadForm | None:
        forms_of: dict[str, PollForm | PraiseForm | MustReadForm] = {
            Post.Kind.POLL: self.poll,
            Post.Kind.PRAISE: self.praise,
            Post.Kind.ANNOUNCEMENT: self.must_read,
        }
        return forms_of.get(kind)


def read_draft(draft: Draft) -> dict[str, Any]:
    """Return a draft's fields as `publish_post` takes them, by the author's rights of now. Raises ValidationError."""
    posted = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        posted.setlist(name, values)
    form, kinds = (
        PostForm(posted, communities=Community.objects.startable_by(draft.author)),
        KindForms(posted),
    )
    if not form.is_valid():
        if "community" in form.errors:
            raise ValidationError(_("You can no longer write in the community that it was meant for."))
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    words = form.cleaned_data
    if not kinds.is_valid(words["kind"], draft.author, words["community"]):
        raise ValidationError(kinds.errors(words["kind"]))
    files = unsent(draft.author, posted.getlist("attachments"))
    return {**words, "plan": kinds.plan, "attachments": files}


def chosen(typed: QueryDict, poll_id: int) -> list[int]:
    """Return the options of a poll that were chosen; a page's polls share one form, so each field carries its poll."""
    words = typed.getlist(f"poll-{poll_id}")
    return [int(word) for word in words if word.isdecimal() and len(word) < 19][:MOST]


class _ChoiceForm(forms.Form):
    label = forms.CharField(max_length=40, label=gettext_lazy("Name"))
    emoji = forms.CharField(
        max_length=16,
        required=False,
        label=gettext_lazy("Emoji"),
        help_text=gettext_lazy("One sign, such as 🎯."),
    )
    place = forms.IntegerField(
        min_value=0,
        max_value=999,
        initial=50,
        label=gettext_lazy("Order"),
        help_text=gettext_lazy("The smallest number comes first."),
    )
    is_active = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("In use"),
        help_text=gettext_lazy("What is no longer in use stays where it was used."),
    )

    def clean_emoji(self) -> str:
        """Take signs, not words."""
        emoji: str = self.cleaned_data["emoji"].strip()
        if any(sign.isalnum() and sign.isascii() and not sign.isdigit() for sign in emoji):
            raise ValidationError(_("An emoji, not a word."))
        return emoji


class SignForm(_ChoiceForm):
    """A sign to react with."""

    drawing = forms.ChoiceField(
        choices=[("", gettext_lazy("none, show the emoji")), *ReactionSign.Drawing.choices],
        required=False,
        label=gettext_lazy("Drawing"),
    )
    field_order = ["label", "emoji", "drawing", "place", "is_active"]


class ValueForm(_ChoiceForm):
    """A value to praise for."""

    tint = forms.TypedChoiceField(
        choices=CompanyValue.Tint.choices, coerce=int, label=gettext_lazy("Colour"), initial=0
    )
    field_order = ["label", "emoji", "tint", "place", "is_active"]
