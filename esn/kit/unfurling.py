"""What a web page says of itself, read from hostile HTML in one pass; and its picture, made small and encoded anew."""

import io
import re
import warnings
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 24_000_000
WIDTH, HEIGHT = 640, 400
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# The words of a page come after this; what it says of itself before.
HEAD_ENDS = re.compile(r"</head|<body", re.IGNORECASE)
NAMES = {
    "og:title": "title", "twitter:title": "title",
    "og:description": "description", "twitter:description": "description", "description": "description",
    "og:image": "image", "og:image:secure_url": "image", "og:image:url": "image", "twitter:image": "image",
    "og:site_name": "site_name",
}  # fmt: skip


class NoPicture(Exception):  # noqa: N818  (a finding, not a mistake)
    """These bytes are no picture that can be shown."""


@dataclass(frozen=True)
class Told:
    """What a page says of itself: plain text, and the address of its picture."""

    title: str = ""
    description: str = ""
    site_name: str = ""
    image: str = ""


@dataclass(frozen=True)
class Picture:
    """A small JPEG."""

    content: bytes
    width: int
    height: int


class _Reader(HTMLParser):
    """Collects the title and the metas of a head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.title: list[str] = []
        self.is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_title = tag == "title" and not self.title
        if tag != "meta":
            return
        values = {name: value or "" for name, value in attrs}
        name = NAMES.get((values.get("property") or values.get("name") or "").strip().lower())
        if name and values.get("content"):
            self.found.setdefault(name, values["content"])

    def handle_endtag(self, tag: str) -> None:
        self.is_title = False

    def handle_data(self, data: str) -> None:
        if self.is_title:
            self.title.append(data)


def read(html: str, url: str) -> Told:
    """Return what the page at `url` says of itself."""
    match = HEAD_ENDS.search(html)
    reader = _Reader()
    # Fed once and never closed: what is left unfinished is left unread, so the work grows with the length alone.
    reader.feed(html[: match.start()] if match else html)
    found = reader.found
    return Told(
        title=_plain(found.get("title") or "".join(reader.title), 200),
        description=_plain(found.get("description", ""), 300),
        site_name=_plain(found.get("site_name") or _host(url), 100),
        image=_address(url, found.get("image", "")),
    )


def _plain(text: str, length: int) -> str:
    """Return text on one line, without signs that steer, cut at a word."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:4000]).split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _address(url: str, image: str) -> str:
    try:
        there = urljoin(url, image.strip()) if image else ""
    except ValueError:
        return ""
    return there if there.startswith(("http://", "https://")) and len(there) <= 2000 else ""


def shrink(content: bytes) -> Picture:
    """Return a picture as a small JPEG without anything that came along with it. Raises NoPicture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS or min(opened.size) < 32:
                    raise NoPicture
                opened.draft("RGB", (WIDTH * 2, HEIGHT * 2))
                small = _flat(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture from error
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError) as error:
        raise NoPicture from error
    small.thumbnail((WIDTH, HEIGHT))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), small.width, small.height)


def _flat(image: Image.Image) -> Image.Image:
    """Return the first frame on white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGB", clear.size, "white")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return image.convert("RGB")
