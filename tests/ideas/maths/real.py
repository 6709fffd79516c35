"""Where the real elections and conversations lie; tests that need them skip when they are not there."""

from pathlib import Path

import pytest

from tests.analytics.maths.real import FOLDER


def real_file(name: str) -> Path:
    """Return a file of real data, or skip the test that asks."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{path} is not here; point ESN_REAL_DATA at the folder that holds {name}")
    return path
