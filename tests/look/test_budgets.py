"""The look keeps to its sizes, and to what the content security policy allows."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from esn import bundles

ROOT = Path(settings.BASE_DIR)
STYLES = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
OUTSIDE = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""")
LITERAL_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(")


def packed(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_styles_of_any_page_stay_under_thirty_kilobytes() -> None:
    for page in PAGES:
        named = {"site.css", *re.findall(r"bundles/(\w+\.css)", page.read_text(encoding="utf-8"))}
        assert sum(len(gzip.compress(bundles.assemble(name).encode(), 9)) for name in named) < 30_000, page


def test_all_scripts_with_htmx_stay_under_ninety_kilobytes() -> None:
    htmx = finders.find("django_htmx/htmx-2.min.js")
    assert htmx
    assert packed([*SCRIPTS, Path(str(htmx))]) < 90_000


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_is_small_and_takes_its_colours_from_the_tokens(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert path.name == "base.css" or not LITERAL_COLOUR.search(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_one_short_behaviour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    assert text.startswith("/* ")
    assert "eval(" not in text
    assert "innerHTML" not in text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_compiles_and_asks_for_nothing_the_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    get_template(path.relative_to(ROOT / "templates").as_posix())
    assert len(text.splitlines()) <= 100
    assert not re.search(r"\sstyle=|\son(?:click|submit|change|load|input)=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style(?![^>]*\bnonce=)", text)
    assert not OUTSIDE.search(text)
    assert "|safe" not in text


def test_a_light_and_a_dark_value_exist_for_every_colour() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    single = [line for line in tokens.splitlines() if "oklch(" in line and "light-dark(" not in line]
    assert single == []
