"""`bin/bench NAME`: runs one measurement of `esn.bench`."""

import argparse

from tools import run

import installing
import places
from places import PYTHON, ROOT


def main(arguments: list[str]) -> int:
    """Run the named measurement with the arguments after it."""
    names = sorted(path.stem for path in (ROOT / "esn" / "bench").glob("[a-z]*.py"))
    parser = argparse.ArgumentParser("bin/bench", description=__doc__)
    parser.add_argument("name", choices=names, help="what to measure")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="its own arguments; try --help after the name")
    options = parser.parse_args(arguments)
    places.load_environment()
    installing.ensure("run", "test")
    return run(str(PYTHON), "-m", f"esn.bench.{options.name}", *options.rest)
