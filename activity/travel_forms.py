"""The shape of what is typed where a thread travels: shared, moved, promoted, pinned; no rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.models import Thread
from communities.models import Community
from esn.kit import clock, markup

MAX = markup.MAX_LENGTH


class PlaceForm(forms.Form):
    """A community that something goes to."""

    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Where"), empty_label=_("Choose a community")
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]


class ShareForm(PlaceForm):
    """Carries an opening to a community, with a word of one's own."""

    body = forms.CharField(
        max_length=MAX,
        required=False,
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why it matters there. You may leave this empty."),
    )


class ChosenPlaceForm(PlaceForm):
    """Goes to a community that was chosen a step before, to see what would follow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].widget = forms.HiddenInput()


class MoveForm(ChosenPlaceForm):
    """Takes a thread to another community."""

    reason = forms.CharField(
        max_length=400, required=False, label=_("Reason"), help_text=_("Shown to its author.")
    )


class PromotionForm(ChosenPlaceForm):
    """Asks an author to let more people read an opening."""

    reason = forms.CharField(
        max_length=400,
        required=False,
        label=_("Why they should read it"),
        help_text=_("Shown to its author."),
    )


class SharingForm(forms.Form):
    """How far an opening may travel."""

    sharing = forms.ChoiceField(
        choices=Thread.Sharing.choices, label=_("Others may share it"), widget=forms.RadioSelect
    )


class PinForm(forms.Form):
    """Until when a thread stays at the top."""

    until = forms.DateField(
        required=False,
        label=_("Until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty to pin the post until somebody unpins it."),
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        return until
