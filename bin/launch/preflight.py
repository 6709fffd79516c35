"""What must hold before anything long begins; each failure is one sentence."""

import fcntl
import os
import shutil
import socket
from pathlib import Path
from typing import TextIO

from places import PYTHON, ROOT, shown
from terminal import Refusal

MB = 1024 * 1024
DATA_NEEDS = 150 * MB
INSTALLATION_NEEDS = 700 * MB


def check_port(text: str, host: str) -> int:
    """Return the port as a number; refuse one that is none or is taken."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT must be a number from 1 to 65535; it is {text!r}.")
    port = int(text)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Refusal(f"Port {port} may not be used by this account; choose one above 1023.") from None
        except OSError as error:
            raise Refusal(_why_not(error, host, port)) from None
    return port


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno in (48, 98):  # address in use, on macOS and on Linux
        return f"Port {port} is in use by another program; choose another one: PORT={port + 1} bin/run"
    return f"The address {host}:{port} cannot be used ({error.strerror}); set HOST and PORT."


def check_folder(folder: Path) -> None:
    """Make the data folder if need be; refuse one that cannot be written, or a full disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".trial-{os.getpid()}"
        trial.write_text("written to see whether it can be", encoding="utf-8")
        trial.unlink()
    except (FileExistsError, NotADirectoryError):
        raise Refusal(f"The data folder {shown(folder)} is a file; set ESN_DATA_DIR to a folder.") from None
    except OSError as error:
        hint = "make it writable for this account or set ESN_DATA_DIR"
        raise Refusal(
            f"The data folder {shown(folder)} cannot be written ({error.strerror}); {hint}."
        ) from None
    _check_space(folder, DATA_NEEDS)
    if not PYTHON.exists():
        _check_space(ROOT, INSTALLATION_NEEDS)


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        text = f"{free // MB} MB are free at {shown(folder)}, and ESN needs {needed // MB} MB"
        raise Refusal(f"There is not enough disk space: {text}.")


def take_lock(folder: Path) -> TextIO:
    """Keep a second instance off the data folder; the lock lasts as long as the returned file is open."""
    file = (folder / "run.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        text = f"ESN already runs on the data folder {shown(folder)} (process {holder})"
        raise Refusal(f"{text}; stop it first, or set ESN_DATA_DIR to another folder.") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
