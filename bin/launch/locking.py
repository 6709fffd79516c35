"""`bin/lock`: turns requirements/*.in into hash-pinned lists that name no index, for every platform."""

import argparse

from tools import capture

import installing
from places import REQUIREMENTS
from terminal import Refusal, step

OPTIONS = ["--quiet", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header"]
OLDEST_PYTHON = ["--python-version", "3.11"]


def main(arguments: list[str]) -> int:
    """Renew both lists; `--upgrade` takes the newest versions, `--upgrade-package NAME` that of one."""
    parser = argparse.ArgumentParser("bin/lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    parser.add_argument("--upgrade-package", action="append", default=[], metavar="NAME")
    options = parser.parse_args(arguments)
    if not installing.has_uv():
        raise Refusal(
            "Renewing the lists needs uv, which resolves for every platform at once: pip install uv"
        )
    wishes = ["--upgrade"] if options.upgrade else []
    wishes += [word for name in options.upgrade_package for word in ("--upgrade-package", name)]
    for name in ("run", "test"):
        with step(f"{name}.txt"):
            _compile(name, wishes)
    return 0


def _compile(name: str, wishes: list[str]) -> None:
    source, target = REQUIREMENTS / f"{name}.in", REQUIREMENTS / f"{name}.txt"
    code, output = capture(
        "uv", "pip", "compile", *OPTIONS, *OLDEST_PYTHON, *wishes, str(source), "-o", str(target)
    )
    if code:
        raise Refusal(f"{name}.in could not be resolved:\n{output}")
