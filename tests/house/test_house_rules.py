"""Every house rule holds; the rules themselves stand in `esn.checks`."""

import pytest
from django.core.management import call_command

from esn.checks import HOUSE, sizes, templates, wording


@pytest.mark.parametrize("rule", HOUSE)
def test_the_house_rule_holds(rule: str) -> None:
    breaches = HOUSE[rule]()
    assert not breaches, "\n".join(breaches)


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_an_exception_to_the_sizes_has_a_reason() -> None:
    assert all(len(reason) > 20 for reason in sizes.ALLOWED.values())


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/x.js">',
        "<img alt='' src=//cdn.example/x.png>",
        "background: url(http://cdn.example/x.png)",
        '@import "//cdn.example/x.css"',
        'import x from "https://cdn.example/x.js"',
    ],
)
def test_a_load_from_another_host_is_seen(line: str) -> None:
    assert templates.LOAD.search(line)


@pytest.mark.parametrize("line", ['<a href="https://example.org">', '<link href="{% static "x.css" %}">'])
def test_a_link_or_a_file_of_our_own_is_fine(line: str) -> None:
    assert not templates.LOAD.search(line)


@pytest.mark.parametrize(
    "line", ['<p style="x">', '<a onclick="x()">', "<script>x()</script>", "<style>p{}</style>"]
)
def test_inline_code_is_seen(line: str) -> None:
    assert templates.INLINE.search(line)


@pytest.mark.parametrize(
    "line", ["{{ text|safe }}", "{{ text | safe }}", "mark_safe(text)", "{% autoescape off %}"]
)
def test_unescaped_html_is_seen(line: str) -> None:
    assert templates.UNESCAPED.search(line)


@pytest.mark.parametrize("line", ["cd /wo" + "rk/main", "# TO" + "DO later", "/ro" + "ot/x"])
def test_a_foreign_word_is_seen(line: str) -> None:
    assert wording.FOREIGN.search(line)
