"""The shape of what is typed about communities; no rules but a free name."""

from communities.forms.entering import (
    AddForm,
    BulkForm,
    DecisionForm,
    GuestForm,
    ImportForm,
    InviteForm,
    LinkForm,
    PictureForm,
    ReasonForm,
    RequestForm,
    RoleForm,
    UntilForm,
)
from communities.forms.settings import CommunityForm

__all__ = [
    "AddForm",
    "BulkForm",
    "CommunityForm",
    "DecisionForm",
    "GuestForm",
    "ImportForm",
    "InviteForm",
    "LinkForm",
    "PictureForm",
    "ReasonForm",
    "RequestForm",
    "RoleForm",
    "UntilForm",
]
