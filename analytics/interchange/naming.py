"""Who a cell names: one person, or several recipients of one message."""

import re

ADDRESS = re.compile(r"[^\s<>;,:|\"'()\[\]]+@[^\s<>;,:|\"'()\[\]]+")


def names_in(cell: str) -> list[str]:
    """Return the people that a cell names; of `Ann Doe <ann@example.com>` the address is the name."""
    if "@" in cell:
        return list(dict.fromkeys(ADDRESS.findall(cell))) or [cell]
    if ";" in cell:
        return list(dict.fromkeys(name.strip() for name in cell.split(";") if name.strip())) or [cell]
    return [cell]


def name_in(cell: str) -> str:
    """Return the one person that a cell names."""
    return names_in(cell)[0]
