"""The shape of what people type about themselves."""

import zoneinfo
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from people.models import Person


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """The part of a profile that is its owner's; the rest comes from the directory."""

    timezone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = Person
        fields = ("bio", "skills", "phone", "timezone")
        widgets = {"bio": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(
            zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/")
        )
        self.fields["timezone"].choices = [("", _("The site's")), *((zone, zone) for zone in zones)]  # type: ignore[attr-defined]


class UsernameInput(forms.TextInput):
    """A field for one colleague's user name, which suggests people while one types; `esn/_field.html` draws the list."""

    def __init__(self) -> None:
        suggests = {"hx-get": reverse_lazy("people:suggest"), "hx-trigger": "input changed delay:200ms"}
        lists = {"list": "colleagues", "hx-target": "#colleagues", "autocomplete": "off"}
        super().__init__(attrs={**suggests, **lists})


class ThemeForm(forms.Form):
    """Light, dark, or what the system prefers."""

    theme = forms.ChoiceField(choices=[("", ""), ("light", ""), ("dark", "")], required=False)
