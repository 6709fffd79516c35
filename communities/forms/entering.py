"""The shape of what is typed to come in and to let others in; no rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import JoinRequest, Membership, MemberWork
from communities.models.inviting import INVITED_ROLES
from people.forms import UsernameInput


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why somebody would like to join, and what its owners want to know."""

    class Meta:
        model = JoinRequest
        fields = ("note",)

    def __init__(self, *args: Any, questions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [f"answer_{number}" for number, _question in enumerate(questions)]
        for name, question in zip(self.asked, questions, strict=True):
            self.fields[name] = forms.CharField(
                label=question, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )
        label = _("Anything else?") if questions else _("Why would you like to join?")
        self.fields["note"].label = label
        self.fields["note"].widget = forms.Textarea(attrs={"rows": 3, "maxlength": 400})
        self.order_fields([*self.asked, "note"])

    @property
    def answers(self) -> list[str]:
        """The answers in the order of the questions."""
        return [self.cleaned_data[name] for name in self.asked]


class RoleForm(forms.Form):
    """A member's new role."""

    role = forms.ChoiceField(choices=Membership.Role.choices)


class DecisionForm(forms.Form):
    """Let in, or not."""

    decision = forms.ChoiceField(choices=[("accept", _("Let in")), ("decline", _("Decline"))])


class AddForm(forms.Form):
    """Whom to add, in which role, at once or by asking them."""

    username = forms.CharField(max_length=40, label=_("User name of a colleague"), widget=UsernameInput())
    role = forms.ChoiceField(
        choices=INVITED_ROLES, required=False, initial=Membership.Role.MEMBER, label=_("As")
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lstrip("@").lower()

    def clean_role(self) -> str:
        return str(self.cleaned_data["role"] or Membership.Role.MEMBER)


class InviteForm(AddForm):
    """Whom to ask, with a word of one's own."""

    role = forms.ChoiceField(choices=INVITED_ROLES, initial=Membership.Role.MEMBER, label=_("As"))
    note = forms.CharField(
        max_length=400, required=False, label=_("A word with it"), widget=forms.Textarea(attrs={"rows": 2})
    )


class GuestForm(forms.Form):
    """Somebody from outside, by their e-mail address, for some time."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)
    until = forms.DateField(
        label=_("Access ends on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: until somebody ends it. On that day at midnight everything closes at once."),
    )


class UntilForm(forms.Form):
    """When a guest's access ends."""

    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


class LinkForm(forms.Form):
    """How long and how often a link lets somebody in."""

    role = forms.ChoiceField(choices=INVITED_ROLES, initial=Membership.Role.MEMBER, label=_("Comes in as"))
    days = forms.TypedChoiceField(
        choices=[(1, _("1 day")), (7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
        coerce=int,
        initial=7,
        label=_("Good for"),
    )
    uses = forms.IntegerField(
        min_value=1, max_value=10_000, initial=25, label=_("For at most so many people")
    )


class BulkForm(forms.Form):
    """What is to happen to chosen members."""

    deed = forms.ChoiceField(choices=[*MemberWork.Deed.choices[:2], ("export", _("Export as CSV"))])
    role = forms.ChoiceField(choices=Membership.Role.choices, required=False)


class ImportForm(forms.Form):
    """A list of people as a file, or pasted."""

    LARGEST = 3_000_000

    file = forms.FileField(required=False, label=_("CSV file"))
    text = forms.CharField(
        required=False,
        max_length=900_000,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "ada\nbo@example.com\n4711;guest"}),
        label=_("Or paste the list"),
    )

    def clean(self) -> dict[str, Any]:
        """Take the file's words, or the pasted ones."""
        kept: dict[str, Any] = super().clean() or {}
        sent = kept.get("file")
        if sent and sent.size > self.LARGEST:
            self.add_error("file", _("The file is larger than 3 MB. Send the list in parts."))
        elif sent:
            try:
                kept["text"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is no text in UTF-8. Save it as “CSV UTF-8”."))
        elif not kept.get("text") and not self.errors:
            self.add_error("text", _("Choose a file, or paste the list."))
        return kept


class PictureForm(forms.Form):
    """A picture for a cover, and what it shows."""

    file = forms.FileField(
        required=False,
        label=_("Picture"),
        help_text=_(
            "PNG, JPEG, GIF or WebP of 10 MB at most; wide ones look best. Where it was taken is not kept."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp"}),
    )
    alt = forms.CharField(
        required=False,
        max_length=300,
        label=_("What it shows"),
        help_text=_("For those who cannot see it. Leave it empty if it is only there to look nice."),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(max_length=400, required=False, label=_("Reason"))
