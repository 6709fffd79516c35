"""Styles and scripts travel in few files: each source belongs to one bundle, put together when static files are looked for.

The sources stay one component or one behaviour a file. The finder serves bundles wherever Django asks for static files:
collectstatic, the development server and the tests all get the same ones.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

FOLDER = "bundles/"
# `site` is on every page; the order is the order in the bundle.
STYLES = {
    "site": "tokens base shell controls pieces inbox streams",
    "entrance": "entrance",
    "stream": "stream kinds files threads",
    "places": "people communities",
    "ideas": "ideas boards results wizard",
    "figures": "figures charts panels",
    "search": "search",
}
# `composer` and `jump` come when their fields are first touched (static/js/menus.js).
SCRIPTS = {
    "site": "forms menus find keys act ago say bell live chosen",
    "stream": "mine marks arrivals files undo pieces who scroll seen reply copy",
    "composer": "toolbar linking preview typeahead emoji draft advice audience options names",
    "jump": "jump",
    "ideas": "similar compare rank",
    "figures": "chart",
}
BUNDLES: dict[str, list[str]] = {
    **{f"{name}.css": [f"css/{one}.css" for one in files.split()] for name, files in STYLES.items()},
    **{f"{name}.js": [f"js/{one}.js" for one in files.split()] for name, files in SCRIPTS.items()},
}


class SourceMissing(FileNotFoundError):  # noqa: N818  (named as the other refusals are)
    """A bundle names a file that no other finder knows."""


def assemble(name: str) -> str:
    """Return the content of a bundle; raises SourceMissing.

    Each script keeps its names to itself, as the module that it was, and one that fails does not stop the others.
    """
    parts = []
    for source in BUNDLES[name]:
        text = _read(source)
        if name.endswith(".js"):
            text = f"try {{\n{text}}} catch (error) {{\n  reportError(error);\n}}\n"
        parts.append(f"/* {source} */\n{text}")
    return "\n".join(parts)


def _read(source: str) -> str:
    path = finders.find(source)
    if not path:
        raise SourceMissing(source)
    return Path(str(path)).read_text(encoding="utf-8")


class BundleFinder(finders.BaseFinder):
    """Finds bundles, written into the data folder whenever one of their sources has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "assembled")
        # The static server asks every finder for its storages by this name.
        self.storages = {"": self.storage}

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the bundle of this static path lies."""
        name = path.removeprefix(FOLDER)
        if not path.startswith(FOLDER) or name not in BUNDLES:
            return []
        found = str(self._written(name))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every bundle with the storage that holds it."""
        for name in BUNDLES:
            self._written(name)
            yield f"{FOLDER}{name}", self.storage

    def _written(self, name: str) -> Path:
        target, content = Path(self.storage.path(f"{FOLDER}{name}")), assemble(name)
        if not target.is_file() or target.read_text(encoding="utf-8") != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Several processes may write it at once: each its own file, and the last one stays whole.
            fresh = target.with_name(f"{name}.{os.getpid()}.new")
            fresh.write_text(content, encoding="utf-8")
            fresh.replace(target)
        return target
