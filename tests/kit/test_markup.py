"""Markup: what people type reads well, and nothing they type runs."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esn.kit import markup


def html(text: str) -> str:
    return rendered(text).html


def rendered(text: str) -> markup.Rendered:
    people = {"bo", "ada.lovelace"}
    return markup.render(
        text,
        mention_url=lambda name: f"/people/{name}/" if name in people else None,
        tag_url=lambda tag: f"/tag/{tag}/",
    )


def test_markdown_becomes_html() -> None:
    out = html("# Title\n\n**bold** and `code`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for piece in (
        "<h3>Title</h3>",
        "<strong>bold</strong>",
        "<code>code</code>",
        "<li>one</li>",
        "<td>1</td>",
    ):
        assert piece in out


def test_a_known_person_becomes_a_mention() -> None:
    found = rendered("Thanks @Bo, and @ada.lovelace. Not @nobody, not bo@example.com")
    assert found.mentions == ["bo", "ada.lovelace"]
    assert 'href="/people/bo/"' in found.html
    assert "@nobody" in found.html
    assert found.html.count('class="mention"') == 2


def test_a_hashtag_becomes_a_link_but_a_number_or_an_anchor_does_not() -> None:
    found = rendered("#Pricing for #größe, issue #42, page.html#part")
    assert found.tags == ["pricing", "größe"]


def test_names_in_code_and_links_stay_text() -> None:
    found = rendered("`@bo #tag` and [@bo](https://example.com)\n\n```\n@bo\n```")
    assert (found.mentions, found.tags) == ([], [])


def test_emoji_names_and_bare_addresses() -> None:
    out = html("Done :tada: see https://example.com/a?b=1 :unknown:")
    assert "🎉" in out
    assert 'href="https://example.com/a?b=1"' in out
    assert ":unknown:" in out


def test_code_is_coloured_by_classes_only() -> None:
    out = html("```python\ndef f():\n    return 1\n```")
    assert '<pre class="code">' in out
    assert "style=" not in out


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](//tracker.example/x.gif)",
    "<a href='vbscript:x'>x</a>",
    "<svg/onload=alert(1)>",
    '[x](https://e.com "onmouseover=alert(1)")',
    "<style>*{display:none}</style>",
    "```<script>\nalert(1)\n```",
    "<iframe src=//e.com></iframe>",
    "<form action=//e.com><input name=q>",
    "@bo<script>alert(1)</script>",
    "#tag<img src=x onerror=1>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text: str) -> None:
    assert_harmless(html(text))


def assert_harmless(out: str) -> None:
    class Reader(__import__("html.parser", fromlist=["HTMLParser"]).HTMLParser):  # type: ignore[misc]
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in markup.TAGS
            for name, value in attrs:
                assert not name.startswith("on")
                assert name != "style"
                if name in {"href", "src"}:
                    assert (value or "").split(":")[0].lower() in {"http", "https", "mailto"} or (
                        value or ""
                    )[:1] == "/"

    Reader().feed(out)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>[]()!*_`~|#@:\"'&/\\ \n\tabjs=-0\x00"), max_size=200))
def test_no_text_breaks_out(text: str) -> None:
    assert_harmless(html(text))


@pytest.mark.parametrize(
    "piece", ["[", "*a ", "`", "![", "> ", "| a ", "- ", "@bo ", "<a ", "((", "#a", "\\", "_*"]
)
def test_rendering_takes_no_time_that_grows_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        html(text)
        return time.process_time() - start

    html(piece)
    # The quickest of a few: a busy machine makes single ones slow.
    small = max(min(seconds(4_000) for _ in range(3)), 0.01)
    large = min(seconds(32_000) for _ in range(3))
    assert large < 40 * small, f"8 times the text took {large / small:.0f} times as long"


@pytest.mark.parametrize("text", ["[]()", "[a]()", "[a](<>)", "[a](?x)", "[a](x.html)", "[a](javascript:x)"])
def test_what_leads_nowhere_is_no_link(text: str) -> None:
    assert "<a" not in html(text)


def test_plain_text_for_titles() -> None:
    assert markup.plain(html("**Hello** <b> & co\n\n- one\n- two"), 100) == "Hello <b> & co one two"
    assert len(markup.plain("<p>" + "word " * 100 + "</p>", 50)) <= 50
