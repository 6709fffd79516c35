"""The shape of what is typed about communities; no rules but a free name."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities.browsing import is_name_taken
from communities.models import Community, JoinRequest, Membership
from people.models import OrgUnit

KINDS = [
    (Community.Kind.OPEN, _("Open: every colleague can read and write")),
    (Community.Kind.PRIVATE, _("Private: everybody knows it, members read it")),
    (Community.Kind.SECRET, _("Secret: only members know that it exists")),
]


class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]
    """A community's name, kind and purpose."""

    class Meta:
        model = Community
        fields = ("name", "kind", "description", "reach", "department")
        widgets = {"kind": forms.RadioSelect, "description": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"department": _("Only if it belongs to one department.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS  # type: ignore[attr-defined]
        self.fields["reach"].choices = [(value, capfirst(name)) for value, name in Community.Reach.choices]  # type: ignore[attr-defined]
        self.fields["department"].empty_label = _("No single department")  # type: ignore[attr-defined]
        departments = OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["department"].required = False

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if is_name_taken(name, self.instance if self.instance.pk else None):
            raise forms.ValidationError(
                _("There is a community of this name already. Join it, or choose another name.")
            )
        return name

    def validate_unique(self) -> None:
        """Leave the name to `clean_name`: a secret community must not give itself away by taking one."""


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why somebody would like to join."""

    class Meta:
        model = JoinRequest
        fields = ("note",)


class RoleForm(forms.Form):
    """A member's new role."""

    role = forms.ChoiceField(choices=Membership.Role.choices)


class DecisionForm(forms.Form):
    """Let in, or not."""

    decision = forms.ChoiceField(choices=[("accept", _("Let in")), ("decline", _("Decline"))])


class AddForm(forms.Form):
    """Whom to add."""

    username = forms.CharField(max_length=40, label=_("User name of a colleague"))

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lstrip("@").lower()
