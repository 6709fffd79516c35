"""House rules as checks: each returns a list of sentences, one per breach, empty when all is in order.

`python -m esn.checks` runs them; the tests run the same ones.
"""

from collections.abc import Callable

from esn.checks import sizes, templates, wording

HOUSE: dict[str, Callable[[], list[str]]] = {
    "functions stay short": sizes.long_functions,
    "files stay short": sizes.long_files,
    "names say something": wording.empty_names,
    "modules say what they are for": wording.missing_docstrings,
    "the repository speaks of the product alone": wording.foreign_words,
    "lock files name no index": wording.addresses_in_locks,
    "every template compiles": templates.broken,
    "every text can be translated": templates.untranslated,
    "pages load nothing from elsewhere": templates.foreign_loads,
    "no inline script or style": templates.inline_code,
    "only the markup module vouches for HTML": templates.unescaped,
    "apps do not import each other inside functions": wording.hidden_imports,
}
