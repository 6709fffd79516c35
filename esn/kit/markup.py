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
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from esn.kit.emoji import EMOJI

VERSION = 1
MAX_LENGTH = 40_000
MENTION = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?)")
HASHTAG = re.compile(r"#([^\W_][\w-]{0,48})", re.UNICODE)
SHORTCODE = re.compile(r":([a-z0-9_+-]{1,32}):")

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


def render(text: str, *, mention_url: Resolver, tag_url: Resolver) -> Rendered:
    """Turn markdown into safe HTML; a name whose resolver returns None stays plain text."""
    found = Rendered("")
    env = {"mention_url": mention_url, "tag_url": tag_url, "found": found}
    dirty = _parser().render(text[:MAX_LENGTH].replace("\x00", ""), env)
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


def plain(html: str, length: int = 200) -> str:
    """Return the beginning of rendered HTML as plain text, for titles and previews."""
    words = " ".join(nh3.clean(re.sub(r"</(p|li|h\d|pre|td)>|<br>", " ", html), tags=set()).split())
    words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {"html": False, "linkify": True, "breaks": True, "maxNesting": 20, "highlight": _highlight},
    )
    parser.enable(["table", "strikethrough", "linkify"]).disable("image")
    parser.use(tasklists_plugin)
    parser.inline.ruler.before("link", "name", _name)
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    # Bare words such as "readme.md" are no addresses; only what says http or www is.
    if parser.linkify:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return parser


def _lower_heading(_self: object, tokens: list[Token], index: int, *_rest: object) -> str:
    """Move headings below the page's own: an author's # becomes h3."""
    level = min(int(tokens[index].tag[1]) + 2, 6)
    return f"</h{level}>\n" if tokens[index].nesting < 0 else f"<h{level}>"


def _highlight(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language) if language else None
    except ClassNotFound:
        lexer = None
    body = highlight(code, lexer, HtmlFormatter(nowrap=True)) if lexer else escape(code)
    return f'<pre class="code"><code>{body}</code></pre>'


def _name(state: StateInline, silent: bool) -> bool:
    """Recognise @person, #tag and :emoji: at a word's beginning."""
    here = state.src[state.pos]
    if here not in "@#:" or (
        state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "/_&")
    ):
        return False
    if state.linkLevel:
        return False
    rule = {"@": _mention, "#": _hashtag, ":": _emoji}[here]
    return rule(state, silent)


def _mention(state: StateInline, silent: bool) -> bool:
    match = MENTION.match(state.src, state.pos)
    url = match and state.env["mention_url"](match[1].lower())
    if not match or not url:
        return False
    if not silent:
        state.env["found"].mentions.append(match[1].lower())
        _link(state, url, match[0], "mention")
    state.pos = match.end()
    return True


def _hashtag(state: StateInline, silent: bool) -> bool:
    match = HASHTAG.match(state.src, state.pos)
    url = match and not match[1].isdigit() and state.env["tag_url"](match[1].lower())
    if not match or not url:
        return False
    if not silent:
        state.env["found"].tags.append(match[1].lower())
        _link(state, url, match[0], "tag")
    state.pos = match.end()
    return True


def _emoji(state: StateInline, silent: bool) -> bool:
    match = SHORTCODE.match(state.src, state.pos)
    if not match or match[1] not in EMOJI:
        return False
    if not silent:
        state.push("text", "", 0).content = EMOJI[match[1]]
    state.pos = match.end()
    return True


def _link(state: StateInline, url: str, text: str, kind: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": url, "class": kind}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
