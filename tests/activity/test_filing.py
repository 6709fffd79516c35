"""Names, types and pictures of uploaded files: hostile ones are harmless."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from esn.kit.filing import names, pictures, sniffing


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\bo\\plan.docx", "plan.docx"),
        ("in\u202efdp.exe", "infdp.exe"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt"),
        ("", "file"),
        ("...", "file"),
        ('"><script>.png', "_script_.png"),
        ("Übersicht  2026.xlsx", "Übersicht 2026.xlsx"),
    ],
)
def test_a_name_keeps_only_what_is_harmless(given_name: str, kept: str) -> None:
    assert names.safe_name(given_name) == kept


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_can_be_stored(name: str) -> None:
    safe = names.safe_name(name)
    assert 0 < len(safe) <= names.MAX_NAME
    assert not set(safe) & set('/\\\r\n\x00"<>')
    assert names.safe_name(safe) == safe


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (picture(), "a.png", "image/png"),
        (picture(), "a.pdf", "image/png"),
        (b"%PDF-1.7", "a.pdf", "application/pdf"),
        (b"%PDF-1.7", "a.exe", None),
        (b"MZ\x90\x00", "a.exe", None),
        (b"MZ\x90\x00", "a.txt", None),
        (b"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04", "a.jar", None),
        (b"<html><script>", "a.html", None),
        (b"<svg onload=alert(1)>", "a.svg", "image/svg+xml"),
        (b"name,value\n", "a.csv", "text/csv"),
        (b"", "a", None),
    ],
)
def test_a_type_is_what_bytes_and_name_agree_on(head: bytes, name: str, kind: str | None) -> None:
    found = sniffing.sniff(head, name)
    assert (found.content_type if found else None) == kind


def test_only_what_is_decoded_anew_is_shown_as_a_picture() -> None:
    svg = sniffing.sniff(b"<svg/>", "a.svg")
    assert svg is not None
    assert not svg.is_picture


def test_a_picture_loses_its_metadata_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "A camera with a name"
    clean = pictures.clean(picture("JPEG", exif=exif), "image/jpeg")
    assert (clean.width, clean.height) == (20, 40)
    assert b"A camera" not in clean.content
    with Image.open(BytesIO(clean.content)) as again:
        assert not dict(again.getexif())


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "LA"), ("WEBP", "RGBA"), ("GIF", "P")]
)
def test_pictures_of_every_make_are_taken(kind: str, mode: str) -> None:
    target = BytesIO()
    Image.new("RGBA", (30, 30), (1, 2, 3, 120)).convert(mode).save(target, kind)
    clean = pictures.clean(target.getvalue(), f"image/{kind.lower()}")
    assert (clean.width, clean.height) == (30, 30)


def test_a_moving_picture_keeps_moving() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "lime")]
    target = BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=80)
    clean = pictures.clean(target.getvalue(), "image/gif")
    with Image.open(BytesIO(clean.content)) as again:
        assert again.n_frames == 3  # type: ignore[attr-defined]


def bomb(width: int, height: int) -> bytes:
    """A PNG of very few bytes that says it is very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content", [bomb(60_000, 60_000), bomb(9_000, 9_000), picture()[:30], b"\x89PNG\r\n\x1a\n" + b"\0" * 90]
)
def test_bombs_and_broken_pictures_are_refused(content: bytes) -> None:
    with pytest.raises(pictures.BadPictureError):
        pictures.clean(content, "image/png")
