"""The cells of an election file: encodings, money, columns, and errors that carry their line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction

NUMBER = re.compile(r"\d+([.,]\d+)?([eE][+]?\d{1,2})?")
BYTE_ORDERS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class PabulibError(ValueError):
    """A file that cannot be counted, with the line (0: the file as a whole) and the reason."""

    def __init__(self, line: int, reason: str, *, can_be_left_out: bool = False) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line, self.reason, self.can_be_left_out = line, reason, can_be_left_out


def text_of(raw: bytes) -> tuple[str, list[str]]:
    """Return the text of a file and warnings: UTF-8 or UTF-16 by its mark, else the usual Polish encoding."""
    for mark, encoding in BYTE_ORDERS:
        if raw.startswith(mark):
            return _decoded(raw, encoding), []
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    return raw.decode("cp1250", errors="replace"), [
        f"line {line} is not UTF-8; the file is read as Windows-1250"
    ]


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PabulibError(line, f"the file is marked as {encoding} and is not") from None


def money(text: str, what: str, line: int = 0) -> Fraction:
    """Return an amount, exactly; a comma separates at most two decimals, for else it might mean thousands.

    Raises PabulibError for what is no amount, or a negative one.
    """
    bare = text.strip().replace("\u00a0", "").replace(" ", "")
    if bare.startswith("-"):
        raise PabulibError(line, f"the {what} is negative: {text!r}")
    if "," in bare and len(bare) - bare.index(",") > 3:
        raise PabulibError(
            line, f"the {what} is ambiguous: {text!r}; write it without separators of thousands"
        )
    if not NUMBER.fullmatch(bare):
        raise PabulibError(line, f"the {what} is no number: {text!r}")
    try:
        return Fraction(Decimal(bare.replace(",", ".")))
    except InvalidOperation:
        raise PabulibError(line, f"the {what} is no number: {text!r}") from None


class Table:
    """A section: the row that names the columns, and the rows below."""

    def __init__(self, name: str, line: int, rows: list[tuple[int, list[str]]]) -> None:
        if not rows:
            raise PabulibError(line, f"section {name} is empty: even the names of its columns are missing")
        self.name = name
        self.rows, self.body = rows, rows[1:]
        self.line, head = rows[0]
        self.columns = [cell.strip().lower() for cell in head]
        named = [column for column in self.columns if column]
        if len(set(named)) < len(named):
            raise PabulibError(self.line, f"section {name} names a column twice")

    def require(self, *columns: str) -> None:
        """Raise PabulibError when a column is missing."""
        for column in columns:
            if column not in self.columns:
                raise PabulibError(self.line, f"section {self.name} has no column {column!r}")
        self._required = columns

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, cells by column); cells at the end may be missing unless they are required."""
        for line, cells in self.body:
            if any(cell.strip() for cell in cells[len(self.columns) :]):
                raise PabulibError(line, f"{len(cells)} cells stand under {len(self.columns)} columns")
            record = {name: cell.strip() for name, cell in zip(self.columns, cells, strict=False)}
            missing = [column for column in self._required if column not in record]
            if missing:
                raise PabulibError(line, f"the row ends before its {missing[0]}")
            yield line, record | {name: "" for name in self.columns if name not in record}


def printed(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as lines of cells, quoted where they must be."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def decimal(amount: Fraction) -> str:
    """Return an amount as the shortest decimal that says it exactly, or rounded to six places where none does."""
    if amount.denominator == 1:
        return str(amount.numerator)
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    if Fraction(exact) == amount:
        return format(exact.normalize(), "f")
    return f"{float(amount):.6f}"
