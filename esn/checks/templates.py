"""What a template may contain: only what compiles, can be translated, comes from here and is escaped."""

import re

from django.template import TemplateSyntaxError
from django.template.loader import get_template

from esn.checks import files

MARKUP = "esn/kit/markup.py"
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.DOTALL)
CLASS = re.compile(r"\{%\s*block \w*(?:class|style|kind|tone|gap)\w*\s*%\}.*?\{%\s*endblock")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
HTML = re.compile(r"<(script|style)\b.*?</\1>|<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|&#?\w+;", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{3,}")
SPOKEN = re.compile(r"\s(?:aria-label|title|placeholder|alt)=\"([^\"]*[A-Za-z]{3,}[^\"]*)\"")
LOAD = re.compile(
    r"""(?:<(?:script|img|iframe|source|video|audio|embed|link)\b[^>]*?\b(?:src|srcset|href)=["']?\s*(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//|\bimport\b[^;\n]*["']https?://)""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\b(?:src|nonce|type=\"application/json\"))|<style(?![^>]*nonce)"
)
UNESCAPED = re.compile(r"\|\s*safe\b|\bmark_safe\b|\bSafeString\(|\bautoescape\s+off\b|\|\s*safeseq\b")
# What a template says that is the same in every language.
SAME_EVERYWHERE = {"ESN"}
# The style page shows invented people and their words.
SAMPLES = "templates/esn/style/"


def _templates() -> list[str]:
    return [name for name in files.matching(".html", ".txt", ".svg") if "templates/" in name]


def broken() -> list[str]:
    """Return the templates that do not compile."""
    found = []
    for name in _templates():
        try:
            get_template(name.split("templates/", 1)[1])
        except TemplateSyntaxError as error:
            found.append(f"{name}: {error}")
    return found


# What is typed is the same in every language: code and keys.
TYPED = re.compile(r"<(code|kbd)[^>]*>.*?</\1>", re.DOTALL)


def untranslated() -> list[str]:
    """Return words that stand in a template as they are."""
    found = []
    for name in files.matching(".html", under="templates/"):
        if name.startswith(SAMPLES):
            continue
        source = files.text(name)
        for silent in (COMMENT, TRANSLATED, CLASS, TYPED, TAG):
            source = silent.sub("", source)
        spoken = [match.group(1) for match in SPOKEN.finditer(source)]
        texts = [*spoken, *(line.strip() for line in HTML.sub("\n", source).splitlines())]
        found += [
            f"{name}: {text[:60]}" for text in texts if WORD.search(text) and text not in SAME_EVERYWHERE
        ]
    return found


def foreign_loads() -> list[str]:
    """Return what a page would load from another host."""
    return _lines_with(LOAD, [*_templates(), *files.matching(".css", ".js", under="static/")])


def inline_code() -> list[str]:
    """Return inline scripts, handlers and styles, which the content policy would block."""
    pages = [name for name in _templates() if name.endswith(".html") and "/mail/" not in name]
    return _lines_with(INLINE, pages)


def unescaped() -> list[str]:
    """Return the places that vouch for HTML outside the markup module."""
    own = (MARKUP, "esn/checks/", "tests/", "docs/")
    sources = [name for name in [*files.python(), *_templates()] if not name.startswith(own)]
    return _lines_with(UNESCAPED, sources)


def _lines_with(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name in names
        for number, line in enumerate(COMMENT.sub("", files.text(name)).splitlines(), 1)
        if pattern.search(line)
    ]
