"""What a file truly is, by its first bytes and its ending together; what matches nothing known is refused."""

from dataclasses import dataclass

from esn.kit.filing.names import ending_of

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes, what it is, and the endings under which it is taken.
SIGNATURES: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg", "jfif")),
    (b"GIF87a", "image/gif", ("gif",)),
    (b"GIF89a", "image/gif", ("gif",)),
    (b"%PDF-", "application/pdf", ("pdf",)),
    (b"\x1f\x8b", "application/gzip", ("gz", "tgz")),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", ("7z",)),
    (b"ID3", "audio/mpeg", ("mp3",)),
    (b"\xff\xfb", "audio/mpeg", ("mp3",)),
    (b"OggS", "audio/ogg", ("ogg", "oga", "opus")),
    (b"fLaC", "audio/flac", ("flac",)),
    (b"\x1aE\xdf\xa3", "video/webm", ("webm", "mkv")),
    (OLE, "application/msword", ("doc",)),
    (OLE, "application/vnd.ms-excel", ("xls",)),
    (OLE, "application/vnd.ms-powerpoint", ("ppt",)),
    (OLE, "application/vnd.ms-outlook", ("msg",)),
    (ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)),
    (ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)),
    (ZIP, "application/vnd.openxmlformats-officedocument.presentationml.presentation", ("pptx",)),
    (ZIP, "application/vnd.oasis.opendocument.text", ("odt",)),
    (ZIP, "application/vnd.oasis.opendocument.spreadsheet", ("ods",)),
    (ZIP, "application/vnd.oasis.opendocument.presentation", ("odp",)),
    (ZIP, "application/zip", ("zip",)),
    (b"{\\rtf", "application/rtf", ("rtf",)),
)
TEXTS = {"txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "tsv": "text/tab-separated-values",
         "json": "application/json", "log": "text/plain", "ics": "text/calendar", "svg": "image/svg+xml",
         "xml": "application/xml", "yaml": "application/yaml", "yml": "application/yaml"}  # fmt: skip
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
HEAD = 4096


@dataclass(frozen=True)
class Found:
    """A type that was recognised; `is_picture` only for what can be shown as one."""

    content_type: str

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES


def sniff(head: bytes, name: str) -> Found | None:
    """Return what the first bytes say under this name, or None: unknown, or not what the name says it is."""
    ending = ending_of(name)
    by_bytes = [(kind, endings) for start, kind, endings in SIGNATURES if head.startswith(start)]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        by_bytes = [("image/webp", ("webp",))]
    elif head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        by_bytes = [("audio/wav", ("wav",))]
    elif head[4:8] == b"ftyp":
        by_bytes = [("video/mp4", ("mp4", "m4v", "mov")), ("audio/mp4", ("m4a",))]
    for kind, endings in by_bytes:
        # A picture is what it is, whatever it is called: it is decoded anyway.
        if ending in endings or kind in PICTURES:
            return Found(kind)
    if by_bytes or ending not in TEXTS or not _is_text(head):
        return None
    return Found(TEXTS[ending])


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in head


ACCEPTED = sorted({ending for _start, _kind, endings in SIGNATURES for ending in endings} | set(TEXTS) | {
    "webp", "wav", "mp4", "m4v", "mov", "m4a"})  # fmt: skip
