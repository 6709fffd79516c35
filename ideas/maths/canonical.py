"""One way to write a value as bytes, so that a signature means the same everywhere.

JSON with sorted keys, no spaces, UTF-8. There are no floats in it: whole numbers are numbers, everything else that is
exact is a fraction in words ("1/8"), and a rounded figure is a decimal in words with six places ("0.157895").
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
DECIMAL = re.compile(r"-?\d+\.\d{6}")
PLACES = 6
# A figure may differ by a unit in its last place where another processor rounds otherwise.
ROUNDING = 1.5 * 10.0**-PLACES


def canonical(value: Json) -> bytes:
    """Return the bytes; raises TypeError for a float or a key that is no text."""
    _refuse_floats(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def _refuse_floats(value: Json) -> None:
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("Keys are text.")
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            _refuse_floats(inner)
    elif not (value is None or isinstance(value, bool | int | str)):
        raise TypeError(f"{value!r} is neither text nor a whole number.")


def rounded(figure: float) -> str | None:
    """Return a figure as it is published: six places; None for one that is not defined."""
    return None if math.isnan(figure) else f"{figure + 0.0:.{PLACES}f}"


def exactly(amount: Fraction) -> str:
    """Return an exact amount: "12", or "1/8"."""
    return str(amount)


def differences(told: Json, found: Json, path: str = "") -> list[str]:
    """Return where two values differ, one line each; rounded figures may differ by their last place."""
    if isinstance(told, Mapping) and isinstance(found, Mapping):
        lines = []
        for key in sorted({*told, *found}):
            inner = f"{path}.{key}" if path else key
            if key in told and key in found:
                lines += differences(told[key], found[key], inner)
            else:
                lines.append(f"{inner}: {'missing in the file' if key in found else 'not recomputed'}")
        return lines
    if _is_list(told) and _is_list(found) and len(told) == len(found):  # type: ignore[arg-type]
        pairs = zip(told, found, strict=True)  # type: ignore[arg-type]
        return [
            line for n, (one, other) in enumerate(pairs) for line in differences(one, other, f"{path}[{n}]")
        ]
    return (
        [] if _same(told, found) else [f"{path}: the file says {_short(told)}, recomputed is {_short(found)}"]
    )


def _is_list(value: Json) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _same(told: Json, found: Json) -> bool:
    if (
        isinstance(told, str)
        and isinstance(found, str)
        and DECIMAL.fullmatch(told)
        and DECIMAL.fullmatch(found)
    ):
        return abs(float(told) - float(found)) <= ROUNDING
    return type(told) is type(found) and told == found


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "…"
