"""Finds every door of the house: addresses with their methods, socket topics, tasks, commands."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver

from esn.celery import app as celery
from esn.kit.live import topics

OURS = {"esn", "esn.kit", "people", "communities", "activity", "ideas", "inbox", "moderation", "analytics"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses() -> dict[str, Any]:
    """Return every address pattern with its view."""
    return dict(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, whole)
        else:
            yield whole, pattern.callback


def program_doors() -> set[str]:
    """Return every API route with each of its methods."""
    return {
        f"{method.upper()} {there}"
        for there, view in addresses().items()
        if there.startswith("/api/")
        for method in getattr(view, "actions", {"get": ""})
        if method != "head"  # answered wherever GET is; known to a view only once it was asked
    }


def page_patterns() -> set[str]:
    """Return every address that is not the API's."""
    return {there for there in addresses() if not there.startswith("/api/")}


def live_topics() -> set[str]:
    """Return every topic that a socket can subscribe to."""
    return set(topics.names())


def tasks() -> set[str]:
    """Return every background task of ours."""
    celery.loader.import_default_modules()
    return {name for name in celery.tasks if not name.startswith("celery.")}


def commands() -> set[str]:
    """Return every management command of ours."""
    return {name for name, app in get_commands().items() if str(app) in OURS}


def filled(pattern: str, names: dict[str, Any]) -> str:
    """Return an address of a pattern with these values in its places."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(names[match[1]]), pattern)
