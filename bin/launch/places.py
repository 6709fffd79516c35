"""Where things are, and the settings that the launcher itself must know before Django can be asked."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"


def read_env_file(path: Path = ROOT / ".env") -> dict[str, str]:
    """Return the NAME=value lines of an environment file; there need be none."""
    if not path.is_file():
        return {}
    lines = (line.strip().removeprefix("export ") for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def load_environment() -> None:
    """Take over the environment file; what is set already wins."""
    for name, value in read_env_file().items():
        os.environ.setdefault(name, value)


def value_of(name: str, default: str = "") -> str:
    """Return a setting from the environment, or from the file that `<name>_FILE` names."""
    path = os.environ.get(f"{name}_FILE")
    if path and Path(path).is_file():
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def data_folder() -> Path:
    """Return the folder that holds everything this installation must not lose."""
    return Path(os.environ.get("ESN_DATA_DIR") or ROOT / "var").expanduser().resolve()


def shown(path: Path) -> str:
    """Return a path as short as it can be said."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
