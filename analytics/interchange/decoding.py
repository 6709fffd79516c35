"""From a file's bytes to numbered lines of text, whatever it was packed or encoded in."""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

GZIP = b"\x1f\x8b"
# Bytes that no text of Latin-1 holds: controls other than tab, and the second set of controls.
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LATIN_LETTER = re.compile(r"[À-ÖØ-öø-ÿ]")
STRAY = re.compile(r"(?<![A-Za-zÀ-ÿ])[À-ÿ]+(?![A-Za-zÀ-ÿ])")


class UnreadableFile(Exception):  # noqa: N818  (said as people say it)
    """The file cannot be read at all; the message is a plain sentence."""


def numbered_lines(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield each line's number and text, or None where its bytes are no text. Raises UnreadableFile."""
    content = _unpacked(path)
    encoding = _wide_encoding(content)
    if encoding:
        content = content.decode(encoding, errors="replace").encode()
    content = content.removeprefix(b"\xef\xbb\xbf")
    lines = content.splitlines()
    # One line of real UTF-8 settles it for the whole file: then other bytes are damage, not Latin-1.
    is_utf8 = any(not line.isascii() and _is_utf8(line) for line in lines)
    for number, line in enumerate(lines, start=1):
        yield number, _text(line, is_utf8)


def _unpacked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        if content.startswith(GZIP):
            content = gzip.decompress(content)
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {path}.") from None
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if not content.strip():
        raise UnreadableFile(f"{path} is empty.")
    return content


def _wide_encoding(content: bytes) -> str:
    return "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") and b"\x00" in content[:400] else ""


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(line: bytes, is_utf8: bool) -> str | None:
    if line.isascii() or _is_utf8(line):
        return None if b"\x00" in line else line.decode()
    if is_utf8 or CONTROLS.search(line):
        return None
    text = line.decode("latin-1")
    # Letters of Latin-1 stand beside other letters; a run of nothing but high bytes is damage.
    return None if not LATIN_LETTER.search(text) or STRAY.search(text) else text
