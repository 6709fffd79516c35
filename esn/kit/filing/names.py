"""File names that are safe to show, to store in a header, and to save under."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_NAME = 120
# Signs that turn the reading direction can make "exe.fdp" look like "pdf.exe" turned round.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
FORBIDDEN = re.compile(r'[<>:"|?*\\/]+')


def safe_name(name: str) -> str:
    """Return the last part of a name without unseen signs or separators, at most 120 characters with its ending."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in UNSEEN)
    clean = re.sub(r"\s+", " ", FORBIDDEN.sub("_", seen)).strip(" .")
    path = PurePosixPath(clean or "file")
    ending = path.suffix[:16]
    stem = path.name.removesuffix(path.suffix) or "file"
    return stem[: MAX_NAME - len(ending)].rstrip(" .") + ending


def ending_of(name: str) -> str:
    """Return the ending in lower case without its dot: "pdf"."""
    return PurePosixPath(name).suffix.lstrip(".").lower()
