"""Shapes of values in addresses, registered once for all apps: `<id:…>` and `<word:…>`."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class IdConverter(IntConverter):
    """Numbers that a table can hold; longer ones are simply not found."""

    regex = "[0-9]{1,18}"


class WordConverter(StringConverter):
    """Any word without a slash or space."""

    regex = r"[^/\s]{1,60}"


def register() -> None:
    """Make the shapes known to Django's address maps."""
    register_converter(IdConverter, "id")
    register_converter(WordConverter, "word")
