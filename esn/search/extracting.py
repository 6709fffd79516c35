"""The text of common documents, for finding them: pure functions that take bytes and trust none of them.

What cannot be read gives no text and no error. Every road is bounded: bytes in, bytes unpacked, parts, pages, text out.
`text_of(name, content)` does it; as a program (`extracting.py NAME < FILE`) it bounds its own time and memory too, and
knows nothing of the site.
"""

import io
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from xml.parsers import expat

from pypdf import PdfReader
from pypdf.errors import PyPdfError

LARGEST = 50_000_000
LONGEST = 200_000
# Of an archive this much is unpacked at most, whatever it says about itself.
UNPACKED, MOST_PARTS, MOST_RATIO = 20_000_000, 400, 200
MOST_PAGES, LARGEST_PDF = 300, 20_000_000
# Of a process that reads one document.
MOST_SECONDS, MOST_MEMORY = 30, 1_500_000_000
PARTS = {
    ".docx": re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml"),
    ".xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    ".pptx": re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"),
    ".odt": re.compile(r"content\.xml"),
    ".ods": re.compile(r"content\.xml"),
    ".odp": re.compile(r"content\.xml"),
}
# Elements that end a word; and the cells of a sheet that only point to a shared text.
BREAKS = {
    "p",
    "h",
    "br",
    "tab",
    "tr",
    "si",
    "row",
    "table-row",
    "table-cell",
    "list-item",
    "line-break",
    "s",
    "t",
}
POINTERS = {"c"}


class Refused(Exception):  # noqa: N818  (a decision, not a mistake)
    """The document wants more than it may have."""


def text_of(name: str, content: bytes) -> str:
    """Return the text of a document by its name's ending; empty where there is none to be had."""
    read = READERS.get(PurePosixPath(name.lower()).suffix)
    if read is None or len(content) > LARGEST:
        return ""
    try:
        found = read(content)
    except (Refused, zipfile.BadZipFile, zlib.error, expat.ExpatError, PyPdfError):
        return ""
    except Exception:  # parsers of broken files fail in every way there is
        return ""
    return " ".join(found.replace("\x00", " ").split())[:LONGEST]


def _plain(content: bytes) -> str:
    head = content[: LONGEST * 4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Cut in the middle of a sign, it is still UTF-8.
        if error.start >= len(head) - 4:
            return head[: error.start].decode("utf-8-sig")
        return "" if b"\x00" in head else head.decode("cp1252", "ignore")


class _Words(HTMLParser):
    """Gathers what a reader of a page would see."""

    unseen = {"script", "style", "template", "noscript"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.inside and tag in self.unseen:
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def _html(content: bytes) -> str:
    words = _Words()
    words.feed(_plain(content))
    return " ".join(words.found)


def _pdf(content: bytes) -> str:
    if len(content) > LARGEST_PDF:
        raise Refused
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused
    found, length = [], 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or length > LONGEST:
            break
        found.append(page.extract_text())
        length += len(found[-1])
    return "\n".join(found)


def _office(ending: str) -> Callable[[bytes], str]:
    def read(content: bytes) -> str:
        found, length = [], 0
        for xml in _unpacked(content, PARTS[ending]):
            found.append(_xml(xml))
            length += len(found[-1])
            if length > LONGEST:
                break
        return "\n".join(found)

    return read


def _unpacked(content: bytes, wanted: re.Pattern[str]) -> Iterator[bytes]:
    """Yield the wanted parts of an archive, counting what comes out and not what its list promises."""
    left = UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [info for info in archive.infolist()[: MOST_PARTS * 10] if wanted.fullmatch(info.filename)]
        for info in sorted(names, key=lambda one: _natural(one.filename))[:MOST_PARTS]:
            with archive.open(info) as part:
                data = part.read(left + 1)
            if len(data) > left or len(data) > MOST_RATIO * max(len(content), 1000):
                raise Refused
            left -= len(data)
            yield data


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece) if piece.isdigit() else -1, piece) for piece in re.split(r"(\d+)", name)]


class _Gathering:
    """Gathers the text of XML; a document type, and with it every entity, is refused before it is read."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.length = 0
        self.is_pointer = False

    def refuse(self, *_declaration: object) -> None:
        """Refuse what could grow or reach outside."""
        raise Refused

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a cell that only points to a shared text."""
        if tag.rpartition("}")[2] in POINTERS:
            self.is_pointer = attributes.get("t") != "inlineStr"

    def end(self, tag: str) -> None:
        """End a word where a paragraph or a cell ends."""
        name = tag.rpartition("}")[2]
        if name in BREAKS:
            self.found.append(" ")
        if name in POINTERS:
            self.is_pointer = False

    def data(self, text: str) -> None:
        """Keep text, up to a limit."""
        if not self.is_pointer and self.length < LONGEST:
            self.found.append(text)
            self.length += len(text)


def _xml(content: bytes) -> str:
    words = _Gathering()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = words.refuse
    parser.StartElementHandler, parser.EndElementHandler = words.start, words.end
    parser.CharacterDataHandler = words.data
    parser.Parse(content, True)
    return "".join(words.found)


READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    **{ending: _office(ending) for ending in PARTS},
    **dict.fromkeys((".txt", ".md", ".csv", ".log", ".tsv"), _plain),
    **dict.fromkeys((".html", ".htm"), _html),
}


def main() -> None:
    """Read a document from the input and write its text; the system ends this process where it wants too much."""
    _bound()
    text = text_of(sys.argv[1], sys.stdin.buffer.read(LARGEST + 1))
    sys.stdout.buffer.write(text.encode("utf-8", "ignore"))


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415  (Windows has none)
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
