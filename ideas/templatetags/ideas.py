"""Money as people read it."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def money(cents: int | None, currency: str) -> str:
    """Return cents as an amount; whole units stand without decimals."""
    if cents is None:
        return ""
    amount = number_format(cents / 100, 0 if cents % 100 == 0 else 2, use_l10n=True, force_grouping=True)
    return f"{amount}\u00a0{currency}"
