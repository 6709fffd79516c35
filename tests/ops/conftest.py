"""Makes the launcher's modules importable: they stand outside the product's packages."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin" / "launch"))
