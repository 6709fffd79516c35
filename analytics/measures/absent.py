"""The measures that are defined but have nothing to be computed from yet, each with the reason."""

from django.utils.translation import gettext_lazy as _

ABSENT = (
    ("M-16", _("Attention load"), _("The event log keeps no lengths of texts, and mandatory feeds do not exist.")),
    ("M-36", _("Reach of a post"), _("Reading is noted once a day and person, never per post, on purpose.")),
    ("M-39c", _("Reuse"), _("Nobody marks things as useful, and what a search led to is not recorded.")),
    ("M-39d", _("Deflection"), _("That a search or a draft ended on an existing answer is not recorded.")),
    ("M-39e", _("Finding experts"), _("The quarterly quiz does not exist yet.")),
    ("M-39g", _("Freshness of articles"), _("There are no articles with a review date yet.")),
    ("M-39h", _("Patterns replicated"), _("There is no library of patterns yet.")),
    ("M-44", _("Decision cycle time"), _("Decisions outside ideas are not recorded; those on ideas are in M-41.")),
    ("M-48", _("Releases from the community"), _("There are no release items to trace to ideas.")),
    ("M-54", _("Safe to speak"), _("The pulse survey does not exist yet.")),
    ("M-55", _("Anonymous questions"), _("There are no question times with leaders yet.")),
    ("M-59a", _("Leader reach"), _("Who read what a leader wrote is not recorded, on purpose.")),
    ("M-59b", _("Leader pull"), _("Needs to know who a leader's audience is, which is not recorded.")),
    ("M-60", _("Mirror survey"), _("The yearly survey does not exist yet.")),
    ("M-61", _("Gap closure"), _("There are no objectives with a baseline and a target yet.")),
    ("M-62", _("Hours saved"), _("Rests on M-39c.")),
    ("M-64", _("Meetings and mail displaced"), _("Counts of meetings and mail are not imported.")),
    ("M-65", _("Customer link"), _("Customer measures are not imported.")),
    ("M-66", _("Cost"), _("Licences and running cost are not on record.")),
)  # fmt: skip
