"""From a file's bytes to numbered lines of text, whatever it was packed or encoded in."""

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

GZIP = b"\x1f\x8b"
# Bytes that no text of Windows-1252 holds: controls other than tab, and the five that it leaves out.
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
LATIN_LETTER = re.compile(r"[À-ÖØ-öø-ÿŠšŽžŒœŸ’‘“”–…€]")
EXCEL = re.compile(r'"?sep=.?"?$', re.IGNORECASE)
STRAY = re.compile(r"(?<![A-Za-zÀ-ÿ])[À-ÿ]+(?![A-Za-zÀ-ÿ])")


class UnreadableFile(Exception):  # noqa: N818  (said as people say it)
    """The file cannot be read at all; the message is a plain sentence."""


def telling_lines(
    path: Path, unreadable: Callable[[int], None], encoding: str = ""
) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers; report the numbers of those that are no text.

    Comments and the line in which Excel names the delimiter are passed over. Raises UnreadableFile.
    """
    for number, text in numbered_lines(path, encoding):
        if text is None:
            unreadable(number)
        elif text.strip() and not text.lstrip().startswith(("#", "%")) and not EXCEL.match(text):
            yield number, text


def numbered_lines(path: Path, encoding: str = "") -> Iterator[tuple[int, str | None]]:
    """Yield each line's number and text, or None where its bytes are no text in the stated or the guessed encoding.

    Raises UnreadableFile.
    """
    content = _unpacked(path)
    encoding = encoding or _wide_encoding(content)
    if encoding:
        yield from enumerate(_decoded(content, encoding), start=1)
        return
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines()
    # One line of real UTF-8 settles it for the whole file: then other bytes are damage, not Latin-1.
    is_utf8 = any(not line.isascii() and _is_utf8(line) for line in lines)
    for number, line in enumerate(lines, start=1):
        yield number, _text(line, is_utf8)


def _decoded(content: bytes, encoding: str) -> list[str | None]:
    text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    return [None if "\ufffd" in line or "\x00" in line else line for line in re.split(r"\r\n|\r|\n", text)]


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
    """Return the encoding of two bytes a letter that a file is written in, with or without a mark; else nothing."""
    head = content[:400]
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and b"\x00" in head:
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 > len(head):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


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
    text = line.decode("cp1252")
    # Letters of Western Europe stand beside other letters; a run of nothing but high bytes is damage.
    return None if not LATIN_LETTER.search(text) or STRAY.search(text) else text
