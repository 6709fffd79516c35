"""Names, docstrings, and words that have no place in the repository."""

import ast
import re
from pathlib import PurePath
from typing import TypeGuard

from esn.checks import files

APPS = (
    "esn", "people", "communities", "activity", "ideas", "inbox", "moderation", "analytics",
)  # fmt: skip
EMPTY_NAMES = {
    "utils",
    "helpers",
    "helper",
    "manager",
    "service",
    "services",
    "handler",
    "data",
    "info",
    "common",
}
# Written so that this file does not contain what it looks for.
FOREIGN = re.compile(
    r"/(?:work|root|home/[a-z]+|Users/[a-z]+|tmp/[a-z]+)/(?!\.)|\bTO" + r"DO\b|\bFIX" + r"ME\b|\bXX" + r"X\b"
)
ADDRESS = re.compile(r"https?://|--index-url|--find-links")


def empty_names() -> list[str]:
    """Return the modules and folders whose name says nothing."""
    paths = [PurePath(name) for name in files.python()]
    return sorted(
        {f"{path} is named after nothing" for path in paths if EMPTY_NAMES & {*path.parts[:-1], path.stem}}
    )


def missing_docstrings() -> list[str]:
    """Return the modules of the product that do not begin by saying their job."""
    product = [name for name in files.python() if not name.startswith("tests/") and files.text(name).strip()]
    return [name for name in product if not ast.get_docstring(ast.parse(files.text(name)))]


def foreign_words() -> list[str]:
    """Return the lines that speak of a machine, a tool or unfinished work."""
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name in files.names()
        if name not in {"LICENSE", "requirements/run.txt", "requirements/test.txt"}
        for number, line in enumerate(files.text(name).splitlines(), 1)
        if FOREIGN.search(line)
    ]


def addresses_in_locks() -> list[str]:
    """Return the lines of the lock files that would tie them to one package index."""
    return [
        f"{name}: {line}"
        for name in files.matching(".txt", under="requirements/")
        for line in files.text(name).splitlines()
        if ADDRESS.search(line)
    ]


def hidden_imports() -> list[str]:
    """Return the imports of our own apps inside functions; only `ready` in apps.py may."""
    # A measurement sets Django up before it may import.
    product = [name for name in files.python() if not name.startswith(("tests/", "bin/", "esn/bench/"))]
    return [
        f"{name}:{node.lineno} imports inside a function"
        for name in product
        if not name.endswith("apps.py")
        for function in ast.walk(ast.parse(files.text(name)))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if _imports_an_app(node)
    ]


def _imports_an_app(node: ast.AST) -> TypeGuard[ast.Import | ast.ImportFrom]:
    if isinstance(node, ast.ImportFrom):
        return bool(node.level) or (node.module or "").split(".")[0] in APPS
    return isinstance(node, ast.Import) and any(alias.name.split(".")[0] in APPS for alias in node.names)
