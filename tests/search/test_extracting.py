"""The text of documents is read, and nothing that a hostile document does costs more than a moment."""

import io
import time
import zipfile
from collections.abc import Iterator

import pytest

from esn.search import extracting
from esn.search.extracting import text_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}{"x" * 50}">' for n in range(9))
    + "]><d>&a8;</d>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


def archive(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def docx(body: str) -> bytes:
    return archive(word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def pdf(text: str) -> bytes:
    """Write the smallest PDF that says something."""
    stream = f"BT /F1 12 Tf 20 50 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "Grüße\n東京".encode(), "Grüße 東京"),
        ("a.MD", "\ufeff# Title".encode(), "# Title"),
        ("a.csv", "Größe;5".encode("cp1252"), "Größe;5"),
        ("a.txt", "utf sixteen".encode("utf-16"), "utf sixteen"),
        ("a.html", b"<title>x</title><style>p{}</style><p>One &amp; <b>two</b><script>three()</script>", "x One & two"),
        ("a.docx", docx("<w:p><w:r><w:t>Heat</w:t></w:r></w:p><w:p><w:t>pump</w:t></w:p>"), "Heat pump"),
        (
            "a.xlsx",
            archive(
                xl__sharedStrings_xml=f'<sst xmlns="{SHEET}"><si><t>Oven</t></si><si><t>door</t></si></sst>',
                xl__worksheets__sheet1_xml=f'<worksheet xmlns="{SHEET}"><row><c t="s"><v>0</v></c></row></worksheet>',
            ),
            "Oven door",
        ),
        ("a.pptx", archive(ppt__slides__slide1_xml=f'<s xmlns:a="{DRAWING}"><a:p><a:t>Plan</a:t></a:p></s>'), "Plan"),
        ("a.odt", archive(content_xml='<o xmlns:t="urn:t"><t:p>Open</t:p><t:p>text</t:p></o>'), "Open text"),
        ("a.pdf", pdf("Printed words"), "Printed words"),
        ("a.exe", b"MZ words", ""),
        ("noending", b"words", ""),
    ],
)  # fmt: skip
def test_the_text_of_common_documents_is_read(name: str, content: bytes, text: str) -> None:
    assert text_of(name, content) == text


def hostile() -> Iterator[tuple[str, bytes]]:
    for ending in extracting.READERS:
        yield f"nothing{ending}", b""
        yield f"noise{ending}", bytes(range(256)) * 400
        yield f"cut{ending}", docx("<w:p>x</w:p>")[:60]
    yield "bomb.docx", archive(word__document_xml=BOMB)
    yield "outside.odt", archive(content_xml=OUTSIDE)
    yield "zip.docx", archive(word__document_xml=b"<a>" + b" " * 60_000_000)
    yield "deep.docx", archive(word__document_xml=b"<a>" * 200_000)
    yield "many.pptx", archive(**{f"ppt__slides__slide{n}_xml": "<a>x</a>" for n in range(3000)})
    yield "up.docx", archive(**{"..__..__word__document_xml": "<a>x</a>"})
    yield "deep.html", b"<div>" * 200_000 + b"<!--" * 1000
    yield "open.html", b"<" * 200_000
    yield "pages.pdf", pdf("x").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    yield "size.pdf", pdf("x").replace(b"/Size 6", b"/Size 999999999")
    yield "large.txt", b"word " * 2_000_000


@pytest.mark.parametrize(
    ("name", "content"), list(hostile()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_hostile_documents_are_harmless_and_quick(name: str, content: bytes) -> None:
    started = time.process_time()
    text = text_of(name, content)
    assert len(text) <= extracting.LONGEST
    assert "root:" not in text
    assert "lollol" not in text
    assert time.process_time() - started < 3


def test_what_is_too_large_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "LARGEST", 10)
    assert text_of("a.txt", b"more than ten bytes") == ""
