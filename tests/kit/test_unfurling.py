"""What pages say of themselves is read in linear time; pictures are small, plain and ours."""

import io
import time
import zlib

import pytest
from PIL import Image

from esn.kit.unfurling import NoPicture, Told, read, shrink

HERE = "https://www.example.org/a/page"


def picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "orange" if mode != "P" else 3).save(out, kind, **options)
    return out.getvalue()


def test_a_page_tells_its_title_words_name_and_picture() -> None:
    html = """<html><head><title>Plain</title><meta property="og:title" content="Fish &amp; chips">
      <meta name=description content='First'><meta property="og:image" content="../pic.jpg">
      <meta property="og:site_name" content="The\u202e Paper"></head><body><title>No</title>"""
    told = read(html, HERE)
    assert told == Told("Fish & chips", "First", "The Paper", "https://www.example.org/pic.jpg")


def test_without_metas_the_title_and_the_host_must_do() -> None:
    assert read("<title> A\n page </title>", HERE) == Told("A page", "", "example.org", "")


@pytest.mark.parametrize(
    "there", ["javascript:alert(1)", "data:image/png;base64,AA", "file:///x", "http://[", ""]
)
def test_a_picture_stands_on_the_web_or_nowhere(there: str) -> None:
    assert read(f'<meta property="og:image" content="{there}"><title>x</title>', HERE).image == ""


def test_markup_in_a_title_is_text() -> None:
    assert read("<title>&lt;script&gt;x</title>", HERE).title == "<script>x"


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "<![CDATA[", "&", "&#", "<meta ", '<meta a="', "</", "<!", "<?", "<a b=c ", "<title>",
     "<script>", "<meta property=og:title content=x>"],
)  # fmt: skip
def test_hostile_html_is_read_in_linear_time(piece: str) -> None:
    text = piece * (512 * 1024 // len(piece))
    began = time.process_time()
    read(text, HERE)
    assert time.process_time() - began < 2.5


def test_a_picture_becomes_a_small_jpeg_without_what_came_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "somewhere secret"
    exif[0x0112] = 6
    small = shrink(picture((1200, 630), exif=exif))
    shown = Image.open(io.BytesIO(small.content))
    assert shown.format == "JPEG"
    assert (small.width, small.height) == shown.size
    assert max(shown.size) <= 640
    assert shown.height > shown.width, "it stands upright, as the camera said"
    assert b"secret" not in small.content
    assert not shown.getexif()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("GIF", "P"), ("WEBP", "RGBA"), ("PNG", "L")]
)
def test_every_kind_of_picture_can_be_shown(kind: str, mode: str) -> None:
    assert shrink(picture((100, 100), kind, mode)).width == 100


def bomb() -> bytes:
    """A PNG that claims 40,000 by 40,000 pixels in a few hundred bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
        )

    head = (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", bomb(), picture((9, 9)),
     picture((300, 300))[:400], picture((50, 50), "BMP"), b"\xff\xd8\xff" * 99],
)  # fmt: skip
def test_what_is_no_decent_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        shrink(content)
