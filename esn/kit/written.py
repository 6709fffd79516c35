"""What markdown is told beyond its own rules: names, addresses, tasks, coloured code; and how much of it is taken.

Each rule looks at a bounded piece of text at a time, so that a whole text costs time in proportion to its length.
"""

import re

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from esn.kit import emoji

MENTION = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?)")
QUOTED = re.compile(r'@"([^"\n]{1,80})"')
PLACE = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?)")
HASHTAG = re.compile(r"#([^\W_][\w-]{0,48})", re.UNICODE)
SHORTCODE = re.compile(r":([a-z0-9_+-]{1,60}):")
SCHEME = re.compile(r"(?:^|[^A-Za-z0-9+.-])(https?)$", re.IGNORECASE)
ADDRESS = re.compile(r"://[^\s<>\"`\\|^{}\[\]]{3,2000}")
TASK = re.compile(r"\[([ xX])\][ \t\u00a0]")
FENCE = re.compile(r"(`{3,}|~{3,})([^\n]*)")
SIGNS = re.compile(r"[*_`\[\]()!<>&|~#@:\\]")
LEADS = re.compile(r"(?:https?://|mailto:|/)[^\s]", re.IGNORECASE)
DELIMITERS = set(" \t>|:-+*0123456789.)")

# What a text may hold of signs and lines that cost time; a handbook's chapter has a tenth of it.
MOST_SIGNS = 5_000
# Colours are for what is read on a page, not for a whole log.
MOST_COLOURED, MOST_BLOCKS = 16_000, 30


def extend(parser: MarkdownIt) -> None:
    """Teach a parser these rules."""
    known = parser.validateLink
    # Anything else leads nowhere from a post; its words stay.
    parser.validateLink = lambda url: bool(LEADS.match(url)) and known(url)  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "name", _name)
    parser.core.ruler.after("inline", "tasks", _tasks)
    parser.core.ruler.after("inline", "nowhere", _drop_links_to_nowhere)
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_block", _fence)


def split(text: str) -> tuple[str, str]:
    """Divide a text into what is rendered and what stays as it was typed because it holds too many signs."""
    left, place, columns, fence = MOST_SIGNS, 0, 0, ""
    for line in text.splitlines(keepends=True):
        left -= 1
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif opening := FENCE.match(line):
            fence = opening[1] if opening[1][0] == "~" or "`" not in opening[2] else ""
            left -= 10
        else:
            columns = _columns(line, columns)
            left -= len(SIGNS.findall(line)) + columns + 3 * line.count("://")
        if left < 0:
            return text[:place], text[place:]
        place += len(line)
    return text, ""


def _closes(line: str, fence: str) -> bool:
    sign = line.strip()
    return len(sign) >= len(fence) and set(sign) == {fence[0]}


def _columns(line: str, before: int) -> int:
    """Return how many cells a line of a table may be filled up to: as many as its line of dashes has."""
    if not line.strip():
        return 0
    return (
        max(before, line.count("|") + 1) if "-" in line and set(line.rstrip("\n")) <= DELIMITERS else before
    )


def _lower_heading(
    _self: RendererHTML, tokens: list[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """Move headings below the page's own: an author's # becomes h3."""
    level = min(int(tokens[index].tag[1]) + 2, 6)
    return f"</h{level}>\n" if tokens[index].nesting < 0 else f"<h{level}>"


def _fence(_self: RendererHTML, tokens: list[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    code, words = tokens[index].content, tokens[index].info.split()
    body = _coloured(code, words[0], env) if words else escape(code)
    return f'<pre class="code"><code>{body}</code></pre>\n'


def _coloured(code: str, language: str, env: EnvType) -> str:
    env["coloured"] = env.get("coloured", 0) + len(code) + MOST_COLOURED // MOST_BLOCKS
    if env["coloured"] > MOST_COLOURED * 2 or len(code) > MOST_COLOURED:
        return escape(code)
    try:
        return str(highlight(code, get_lexer_by_name(language[:40]), HtmlFormatter(nowrap=True)))
    except ClassNotFound:
        return escape(code)


def _tasks(state: StateCore) -> None:
    """Turn "[ ] " at the beginning of a list's item into a box."""
    for item, paragraph, words in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (item.type, paragraph.type, words.type) != ("list_item_open", "paragraph_open", "inline"):
            continue
        match = TASK.match(words.content)
        first = words.children[0] if words.children else None
        if match and first and first.type == "text" and first.content.startswith(match[0].rstrip()):
            first.content = first.content[3:]
            checked = "" if match[1] == " " else ' checked=""'
            box = Token("html_inline", "", 0)
            box.content = f'<input type="checkbox" class="task-list-item-checkbox" disabled=""{checked}>'
            words.children = [box, *(words.children or [])]
            item.attrSet("class", "task-list-item")


def _name(state: StateInline, silent: bool) -> bool:
    """Recognise @person, @community, #tag and :emoji: at a word's beginning, and addresses."""
    here = state.src[state.pos]
    if here not in "@#:" or state.linkLevel:
        return False
    if state.src.startswith("://", state.pos):
        return _address(state, silent)
    if state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "/_&"):
        return False
    rule = {"@": _mention, "#": _hashtag, ":": _emoji}[here]
    return rule(state, silent)


def _mention(state: StateInline, silent: bool) -> bool:
    match = MENTION.match(state.src, state.pos)
    url = match and state.env["mention_url"](match[1].lower())
    if not match or not url:
        return _place(state, silent)
    if not silent:
        state.env["found"].mentions.append(match[1].lower())
        _link(state, url, match[0], "mention")
    state.pos = match.end()
    return True


def _place(state: StateInline, silent: bool) -> bool:
    """Recognise @community and @"Its name"; a known one without an address stays the words that were typed."""
    match = QUOTED.match(state.src, state.pos) or PLACE.match(state.src, state.pos)
    url = state.env["place_url"](match[1].lower()) if match else None
    if not match or url is None:
        return False
    if not silent:
        state.env["found"].places.append(match[1].lower())
        if url:
            _link(state, url, f"@{match[1]}", "mention place")
        else:
            state.push("text", "", 0).content = match[0]
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
    sign = emoji.named(match[1]) if match else ""
    if not match or not sign:
        return False
    if not silent:
        state.push("text", "", 0).content = sign
    state.pos = match.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Recognise a bare address; only what says http or https is one."""
    scheme = SCHEME.search(state.pending[-12:])
    match = ADDRESS.match(state.src, state.pos) if scheme else None
    rest = _without_ending(match[0]) if match else ""
    if scheme is None or len(rest) < 6:
        return False
    url = scheme[1] + rest
    full = state.md.normalizeLink(url)
    if not state.md.validateLink(full):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _link(state, full, state.md.normalizeLinkText(url), "")
    state.pos += len(rest)
    return True


def _drop_links_to_nowhere(state: StateCore) -> None:
    """Leave the words of a link whose address was refused; links do not nest, so its end is the next one."""
    for token in state.tokens:
        kept, is_dropped = [], False
        for child in token.children or []:
            if child.type == "link_open" and not child.attrs.get("href"):
                is_dropped = True
            elif child.type == "link_close" and is_dropped:
                is_dropped = False
            else:
                kept.append(child)
        if token.children:
            token.children = kept


def _without_ending(address: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?*_~'")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?*_~'")
    return address


def _link(state: StateInline, url: str, text: str, kind: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": url, "class": kind} if kind else {"href": url}
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
