"""How long things may be, so that each can be read in one go."""

import ast
from collections.abc import Iterator

from esn.checks import files

FUNCTION = 40
LIMITS = {".py": 300, ".html": 100, ".css": 250, ".js": 100}
# Name the file and why it may be longer.
ALLOWED = {
    "esn/settings.py": "one settings file with labelled sections reads better than three",
}


def long_functions() -> list[str]:
    """Return the functions over the limit."""
    return [
        f"{name}:{node.lineno} {node.name} has {_length(node)} lines, more than {FUNCTION}"
        for name in files.python()
        for node in _functions(ast.parse(files.text(name)))
        if _length(node) > FUNCTION
    ]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def long_files() -> list[str]:
    """Return the files over the limit of their kind."""
    found = []
    for name in [*files.python(), *files.matching(".html", ".css", ".js")]:
        limit = LIMITS[name[name.rindex(".") :]]
        count = files.text(name).count("\n")
        if count > limit and name not in ALLOWED:
            found.append(f"{name} has {count} lines, more than {limit}")
    return found
