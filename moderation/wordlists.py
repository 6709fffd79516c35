"""Rules on words and links: how a pattern is written, and which rules a text meets. Linear in the text.

A pattern is a word or a phrase, with `*` for anything at its beginning or end; upper and lower case, accents and
invisible signs make no difference. A link rule names a site and holds for everything below it.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from communities.models import Community
from moderation.models import WordRule
from people.models import fold

WORD = re.compile(r"\w+")
HOST = re.compile(r"[\w.-]+")
# Deeper than any real site's name: what is longer is looked at from its end.
LABELS = 10
BETWEEN = "\n"


class BadPattern(ValueError):  # noqa: N818  (says what is the matter)
    """What was typed is no word and no site."""


def flat(text: str) -> str:
    """Return a text as a line of folded words, each between two marks."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return BETWEEN + BETWEEN.join(WORD.findall(fold(visible))) + BETWEEN


def tidy(kind: str, typed: str) -> str:
    """Return a pattern as it is kept; raises BadPattern."""
    return _tidy_host(typed) if kind == WordRule.Kind.LINK else _tidy_words(typed)


def _tidy_words(typed: str) -> str:
    core = " ".join(typed.split())
    before, after = core.startswith("*"), core.endswith("*")
    words = WORD.findall(fold(core))
    if not words or "*" in core.strip("*"):
        raise BadPattern(_("Write a word or a phrase; * stands for anything at its beginning or end."))
    return ("*" if before else "") + " ".join(words) + ("*" if after else "")


def _tidy_host(typed: str) -> str:
    host = typed.strip().lower().removeprefix("https://").removeprefix("http://")
    host = host.partition("/")[0].rpartition("@")[2].partition(":")[0].removeprefix("*.").strip(".")
    if not HOST.fullmatch(host) or "." not in host or len(host.split(".")) > LABELS:
        raise BadPattern(_("Write the name of a site, such as example.com."))
    return host


def met_by(text: str, rules: Iterable[WordRule]) -> list[WordRule]:
    """Return the rules that a text meets, in their order."""
    line, hosts = flat(text), _hosts(text)
    return [rule for rule in rules if _meets(rule, line, hosts)]


def _meets(rule: WordRule, line: str, hosts: set[str]) -> bool:
    if rule.kind == WordRule.Kind.LINK:
        return rule.pattern in hosts
    core = BETWEEN.join(rule.pattern.strip("*").split())
    start = "" if rule.pattern.startswith("*") else BETWEEN
    return start + core + ("" if rule.pattern.endswith("*") else BETWEEN) in line


def _hosts(text: str) -> set[str]:
    """Return every name in the text that could be a site's, and the sites above it."""
    found: set[str] = set()
    for name in HOST.findall(text.lower()):
        labels = name.strip(".-").rsplit(".", LABELS)
        found |= {".".join(labels[place:]) for place in range(len(labels) - 1)}
    return found


def rules_in(community: Community) -> list[WordRule]:
    """Return the rules that hold in a community: those for everywhere and its own."""
    return list(WordRule.objects.holding_in(community).in_order())


def said(rule: WordRule) -> str:
    """Return what a writer is told about a rule that the text meets."""
    if rule.why:
        return _("“%(word)s”: %(why)s") % {"word": rule.pattern, "why": rule.why}
    if rule.kind == WordRule.Kind.LINK:
        return _("The text links to %(site)s.") % {"site": rule.pattern}
    return _("The text contains “%(word)s”.") % {"word": rule.pattern}
