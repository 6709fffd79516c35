"""Finds every measure of this package: a new file is a new measure."""

import importlib
import pkgutil

from analytics import measures
from analytics.measures.declared import Measure


def _found() -> dict[str, Measure]:
    names = sorted(
        module.name for module in pkgutil.iter_modules(measures.__path__) if module.name.startswith("m")
    )
    declared: list[Measure] = [
        importlib.import_module(f"analytics.measures.{name}").MEASURE for name in names
    ]
    return {measure.id: measure for measure in declared}


MEASURES = _found()
# What a visitor reads first.
HEADLINE = "M-3"
