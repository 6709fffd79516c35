"""The import contracts hold, and each of them can fail."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

LINT = Path(sys.executable).parent / "lint-imports"


def test_calls_go_down() -> None:
    done = subprocess.run(
        [LINT, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(
    ("low", "high"), [("people", "activity"), ("communities", "activity"), ("esn.kit", "people")]
)
def test_a_call_that_goes_up_breaks_the_contract(tmp_path: Path, low: str, high: str) -> None:
    """The same contract, with the two houses swapped, finds the calls that really are there."""
    config = configparser.ConfigParser()
    roots = "\n".join(sorted({low.partition(".")[0], high.partition(".")[0]}))
    config["importlinter"] = {"root_packages": roots}
    config["importlinter:contract:1"] = {"name": "swapped", "type": "layers", "layers": f"{low}\n{high}"}
    path = tmp_path / "importlinter.ini"
    with path.open("w") as file:
        config.write(file)
    command: list[str | Path] = [LINT, "--no-cache", "--config", path]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
