"""The shape of what is chosen about notifications; no rules."""

from typing import Any

from django import forms

from inbox.models import SWITCHED, CommunityLevel


class SwitchesForm(forms.Form):
    """Which kinds are on; a box that is not ticked is off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            f"kind_{kind}": forms.BooleanField(required=False, label=kind.label) for kind in SWITCHED
        }

    def switches(self) -> dict[str, bool]:
        """Return each kind with whether it is on."""
        return {str(kind): bool(self.cleaned_data[f"kind_{kind}"]) for kind in SWITCHED}


class LevelForm(forms.Form):
    """How much of a community."""

    level = forms.ChoiceField(choices=CommunityLevel.Level.choices)


class UntilForm(forms.Form):
    """Up to when something was on the screen."""

    until = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )


class AlongForm(forms.Form):
    """A thread that is being read, up to its last comment on the screen."""

    thread = forms.IntegerField(min_value=1, max_value=2**62)
    last = forms.IntegerField(min_value=0, max_value=2**62, required=False)
