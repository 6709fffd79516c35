"""Where the real data of the known answers lies; tests that need it skip when it is not there."""

import os
from pathlib import Path

import numpy as np
import pytest

from analytics.maths.arrays import IntArray

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("ESN_REAL_DATA", REPOSITORY.parent / "shared" / "data"))


def real_table(name: str, *, skip_lines: int = 0) -> IntArray:
    """Return a file of whole numbers as a table, or skip the test that asks."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{path} is not here; point ESN_REAL_DATA at the folder that holds {name}")
    return np.loadtxt(path, dtype=np.int64, skiprows=skip_lines)
