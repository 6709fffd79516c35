"""Clean copies of pictures: turned upright, without metadata, of bounded size; and a small one for streams."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

# A picture is measured before it is unpacked: 50 megapixels need 200 MB of memory, more is an attack or a poster.
MAX_PIXELS = 50_000_000
MAX_SIDE = 4096
SMALL_SIDE = 1280
MAX_FRAMES = 150
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}


class BadPictureError(ValueError):
    """It cannot be decoded, or is too large to be."""


@dataclass(frozen=True)
class Picture:
    """The clean copy, its size, and a small copy (WebP)."""

    content: bytes
    width: int
    height: int
    small: bytes


def clean(content: bytes, content_type: str) -> Picture:
    """Decode a picture and write it anew; raises BadPictureError."""
    wanted = FORMATS[content_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[wanted]) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise BadPictureError("too many pixels")
                return _written_anew(opened, wanted)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, MemoryError) as error:
        raise BadPictureError(str(error)) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPictureError("too many pixels") from error


def _written_anew(opened: Image.Image, wanted: str) -> Picture:
    if wanted == "GIF" and getattr(opened, "is_animated", False):
        return _animated(opened)
    upright = ImageOps.exif_transpose(opened)
    upright.load()
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    whole = _as_mode(upright, wanted)
    return Picture(_saved(whole, wanted), whole.width, whole.height, _small(upright))


def _as_mode(image: Image.Image, wanted: str) -> Image.Image:
    if wanted == "JPEG":
        return image.convert("RGB")
    return image if image.mode in {"RGB", "RGBA", "L", "LA", "P"} else image.convert("RGBA")


def _saved(image: Image.Image, wanted: str) -> bytes:
    # A fresh canvas: nothing of the original's metadata, colour profile or comments comes along.
    bare = Image.new(image.mode, image.size)
    if image.mode == "P" and image.getpalette() is not None:
        bare = image.convert("RGBA")
    else:
        bare.paste(image)
    target = BytesIO()
    options = {"JPEG": {"quality": 88, "optimize": True}, "WEBP": {"quality": 88}}.get(wanted, {})
    bare.save(target, wanted, **options)
    return target.getvalue()


def shrink(clean_copy: bytes, side: int) -> bytes:
    """Return a smaller copy (WebP) of what `clean` has written; `side` is the longer one, in pixels."""
    with Image.open(BytesIO(clean_copy)) as image:
        return _small(image, side)


def _small(image: Image.Image, side: int = SMALL_SIDE) -> bytes:
    small = image.convert("RGBA" if "A" in image.mode or image.mode == "P" else "RGB")
    small.thumbnail((side, side))
    target = BytesIO()
    small.save(target, "WEBP", quality=80)
    return target.getvalue()


def _animated(opened: Image.Image) -> Picture:
    frames, pixels = [], 0
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        pixels += frame.width * frame.height
        if number >= MAX_FRAMES or pixels > MAX_PIXELS:
            break
        frames.append(frame.convert("RGBA"))
    target = BytesIO()
    pause = opened.info.get("duration", 100)
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=pause, disposal=2)
    return Picture(target.getvalue(), frames[0].width, frames[0].height, _small(frames[0]))
