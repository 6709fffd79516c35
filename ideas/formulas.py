"""The formulas of results in words, with the names of the rankings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

HOW: dict[str, tuple[Promise, Promise]] = {
    "appeal": (
        gettext_lazy("Supports per showing"),
        gettext_lazy("(a + supports) ÷ (b + times shown): being seen early or often is no merit."),
    ),
    "wilson": (
        gettext_lazy("Share of ballots"),
        gettext_lazy(
            "The share of ballots that chose it, with Wilson's 95 % interval; ordered by its lower end."
        ),
    ),
    "pairwise": (
        gettext_lazy("Side by side"),
        gettext_lazy(
            "Bradley–Terry: each comparison is a game; the strength λ ± its standard error, 0 is the middle."
        ),
    ),
    "scorecards": (
        gettext_lazy("Panel"),
        gettext_lazy(
            "The weighted mean of the criteria from 1 to 7; strict and mild evaluators are put on one level."
        ),
    ),
    "ranking": (
        gettext_lazy("Ranked ballots"),
        gettext_lazy("Schulze's method: tier 1 is beaten by nobody; equal ideas share a tier."),
    ),
    "approval": (gettext_lazy("Chosen"), gettext_lazy("How many ballots chose it.")),
    "points": (gettext_lazy("Points"), gettext_lazy("The sum of the points it was given.")),
    "quadratic": (
        gettext_lazy("Quadratic votes"),
        gettext_lazy("The sum of votes, of which v cost v² credits."),
    ),
    "lemons": (gettext_lazy("Lemons"), gettext_lazy("How often it was named as weak: fewer is better.")),
    "breadth": (
        gettext_lazy("Departments"),
        gettext_lazy("Over how many departments its support really spreads: 1 ÷ Σ share²."),
    ),
}
