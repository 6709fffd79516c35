"""Markdown to safe HTML: mentions, hashtags, links, code, emoji. The only place that vouches for HTML.

Names are resolved by the caller: the kit knows no people and no tags.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from esn.kit import written
from esn.kit.written import HASHTAG, MENTION, PLACE, QUOTED

__all__ = ["HASHTAG", "MENTION", "PLACE", "QUOTED", "plain", "render", "trusted"]

VERSION = 2
# 64 KB of text; what the forms take and the tables keep.
MAX_LENGTH = 65_536

TAGS = {
    *("a p br hr em strong s code pre blockquote ul ol li h3 h4 h5 h6 span".split()),
    *("table thead tbody tr th td input".split()),
}
ATTRIBUTES = {
    "a": {"href", "title", "class", "data-mention"},
    "code": {"class"},
    "span": {"class"},
    "pre": {"class"},
    "li": {"class"},
    "ul": {"class"},
    "input": {"type", "checked", "disabled", "class"},
    "ol": {"start"},
}

Resolver = Callable[[str], str | None]


@dataclass
class Rendered:
    """Safe HTML, and the names found in the text in order of appearance."""

    html: str
    mentions: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def _nowhere(_name: str) -> None:
    return None


def render(
    text: str, *, mention_url: Resolver, tag_url: Resolver, place_url: Resolver = _nowhere
) -> Rendered:
    """Turn markdown into safe HTML; a name whose resolver returns None stays plain text.

    A place may resolve to an empty address: then it is found, and still stays the words that were typed.
    """
    found = Rendered("")
    env = {"mention_url": mention_url, "tag_url": tag_url, "place_url": place_url, "found": found}
    words, rest = written.split(text[:MAX_LENGTH].replace("\x00", "").replace("\r\n", "\n"))
    dirty = _parser().render(words, env)
    if rest:
        dirty += f'<pre class="plain">{escape(rest)}</pre>'
    found.html = nh3.clean(
        dirty,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return found


def trusted(html: str) -> SafeString:
    """Vouch for HTML that `render` made and a table kept."""
    return mark_safe(html)  # noqa: S308


def unlink(html: str, url: str) -> str:
    """Return rendered HTML in which links of ours to one address are plain words; for what may no longer be shown."""
    return re.sub(rf'<a href="{re.escape(escape(url))}" class="mention place"[^>]*>([^<]*)</a>', r"\1", html)


def plain(html: str, length: int = 200) -> str:
    """Return the beginning of rendered HTML as plain text, for titles and previews."""
    words = " ".join(nh3.clean(re.sub(r"</(p|li|h\d|pre|td)>|<br>", " ", html), tags=set()).split())
    words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "breaks": True, "maxNesting": 20}
    parser = MarkdownIt("commonmark", options)
    parser.enable(["table", "strikethrough"]).disable("image")
    written.extend(parser)
    return parser
