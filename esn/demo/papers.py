"""Files of the demo company, made in memory: a check list, a data sheet, tables, a picture; the same in every demo."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

Uploads = dict[str, SimpleUploadedFile]
# Archives hold a time for each part; it must not be that of the seeding.
WHEN = (2026, 1, 5, 8, 0, 0)
CHECKS = (
    "Door seals of the Sole 6 and Sole 7: what to look at on every visit",
    "1. Close the door on a strip of paper at all four corners. It must not slip out.",
    "2. Look for hard or shiny places on the seal. Silicone that shines has seen more than 280 degrees.",
    "3. Measure the gap on the hinge side: 1.5 mm at most, cold. Set the hinge before changing the seal.",
    "4. Spare part 20-4471 fits both; for doors made before 2015 order 20-4470.",
    "5. Write the date on the inside of the frame. The next technician will thank you.",
)
SHEET = (
    "Sole 8 Hybrid: data sheet, preliminary",
    "Baking area 6.4 square metres on four decks, each with its own heat curve.",
    "Connected load 38 kW electric, 44 kW gas; the change of source takes ninety seconds.",
    "Steam 2.8 litres a deck; recovery of flue heat 22 percent.",
    "Width 1980 mm, depth 2350 mm, height 2240 mm; passes through a door of 900 mm in parts.",
    "HearthLink built in. Weight 2150 kg. Delivery from March on.",
)
CURVE = (
    ("minute", "deck 1", "deck 2", "deck 3", "deck 4"),
    *((str(m), *(str(225 + deck * 3 + m * 2 - m * m // 9) for deck in range(4))) for m in range(0, 21, 2)),
)
DATES = (
    ("part", "supplier", "ordered", "promised", "remark"),
    ("Gearbox G40", "Brandl", "120", "week 14", "half of it a week later"),
    ("Heat exchanger H2", "Soltani Thermique", "36", "week 12", "confirmed by telephone"),
    ("Door glass 20-5102", "Vitrum", "200", "week 16", "alternative supplier asked"),
    ("Burner B7", "Ferrand", "48", "week 13", ""),
)
NOTES = """# HearthLink 4.2

- The gateway keeps its readings for nine days when the line is down; it was one.
- Alarms of one oven within ten minutes come as one message.
- New: export of heat curves as CSV, from the page of an oven.
- Repaired: ovens in Portugal showed the summer time of Germany.
"""


def document(lines: Sequence[str]) -> bytes:
    """Return a DOCX of some paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return kept.getvalue()


def sheet(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with some lines; these are ASCII without brackets."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    text = f"BT /F1 11 Tf 56 780 Td 18 TL {shown} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    found, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{found}{end}startxref\n{len(found)}\n%%EOF\n".encode("ascii")


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV."""
    return "".join(",".join(row) + "\r\n" for row in rows).encode()


def picture() -> bytes:
    """Return a PNG of an oven as one draws it on a whiteboard."""
    image = Image.new("RGB", (960, 600), "#f4efe6")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((150, 60, 810, 560), 18, fill="#d9d3c7", outline="#4a4640", width=6)
    for deck in range(4):
        top = 90 + deck * 112
        draw.rounded_rectangle((190, top, 690, top + 88), 8, fill="#33302b", outline="#4a4640", width=4)
        draw.rectangle(
            (206, top + 50, 674, top + 74), fill=("#e8833a", "#e59a4d", "#d96f2a", "#c95f22")[deck]
        )
        draw.line((300, top + 14, 580, top + 14), fill="#b8b1a4", width=7)
        draw.ellipse((730, top + 22, 770, top + 62), fill="#8d877b", outline="#4a4640", width=4)
    draw.ellipse((120, 300, 240, 420), outline="#c0392b", width=9)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def uploads() -> Uploads:
    """Return all files under short names."""
    made = {
        "checks": ("Door seals, check list.docx", document(CHECKS)),
        "sheet": ("Sole 8 Hybrid data sheet.pdf", sheet(SHEET)),
        "curve": ("Heat curve rye 20 minutes.csv", table(CURVE)),
        "dates": ("Delivery dates spring.csv", table(DATES)),
        "notes": ("HearthLink 4.2 release notes.md", NOTES.encode()),
        "picture": ("Where the hinge sags.png", picture()),
    }
    return {key: SimpleUploadedFile(name, content) for key, (name, content) in made.items()}
