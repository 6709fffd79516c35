"""Reads what is said: thread seeds from `threads/*.txt` and decks of sentences from `decks.txt`.

A block begins with `=== room | voice | kind | options`, then `# title`, the text, and replies:
`~ voice: text`, `~~` answers the reply above, `~+` solves the question. Short seeds are one line each
under a `%%` heading, with `||` between the text and its replies. A voice is a department, a site,
`op` (who began) or `*`.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
REPLY = re.compile(r"^(~~|~\+|~) ([a-z*]+): (.*)$")
SHORT_REPLY = re.compile(r"^(\+?)([a-z*]+): (.*)$")
STORY_WEEKS = 30


@dataclass(frozen=True)
class Reply:
    """What somebody answers: `is_nested` to the reply above, `solves` the question."""

    voice: str
    body: str
    is_nested: bool = False
    solves: bool = False


@dataclass(frozen=True)
class Seed:
    """A thread that can be started up to `uses` times between two weeks of the story."""

    room: str
    voice: str
    kind: str
    site: str = ""
    by: str = ""
    uses: int = 1
    first_week: int = 1
    last_week: int = STORY_WEEKS
    is_late: bool = False
    title: str = ""
    body: str = ""
    replies: tuple[Reply, ...] = field(default=())


@cache
def seeds() -> tuple[Seed, ...]:
    """Return every seed in the order of the files."""
    found: list[Seed] = []
    for path in sorted((HERE / "threads").glob("*.txt")):
        found += _read(path.read_text(encoding="utf-8"))
    return tuple(found)


@cache
def decks() -> dict[str, tuple[str, ...]]:
    """Return the sentences of each deck."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "decks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line[1:-1], [])
        elif line.strip():
            current.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def _read(text: str) -> list[Seed]:
    found: list[Seed] = []
    for block in re.split(r"^(?==== |%% )", text, flags=re.MULTILINE):
        if not block.strip():
            continue
        head, _, rest = block.partition("\n")
        bare = _head(head[3:])
        found += (
            [_block(bare, rest)]
            if head.startswith("===")
            else [_line(bare, row) for row in rest.splitlines() if row]
        )
    return found


def _head(line: str) -> Seed:
    parts = [part.strip() for part in line.split("|")]
    voice, _, site = parts[1].partition("@")
    seed = Seed(room=parts[0], voice=voice, kind=parts[2], site=site)
    for option in parts[3].split() if len(parts) > 3 else []:
        if option.startswith("by="):
            seed = replace(seed, by=option[3:])
        elif option == "late":
            seed = replace(seed, is_late=True)
        elif option.startswith("x"):
            seed = replace(seed, uses=int(option[1:]))
        else:
            first, _, last = option[1:].partition("-")
            seed = replace(seed, first_week=int(first), last_week=int(last or first))
    return seed


def _block(bare: Seed, rest: str) -> Seed:
    title = ""
    opening: list[str] = []
    replies: list[Reply] = []
    for line in rest.splitlines():
        match = REPLY.match(line)
        if match:
            replies.append(Reply(match[2], match[3], match[1] == "~~", match[1] == "~+"))
        elif line.startswith("# ") and not opening:
            title = line[2:]
        else:
            opening.append(line)
    return replace(bare, title=title, body="\n".join(opening).strip(), replies=tuple(replies))


def _line(bare: Seed, row: str) -> Seed:
    body, *rest = [part.strip() for part in row.split("||")]
    replies: list[Reply] = []
    for part in rest:
        match = SHORT_REPLY.match(part)
        if match is None:
            raise ValueError(f"Not a reply: {part}")
        replies.append(Reply(match[2], match[3], match[2] == "op" and bool(replies), bool(match[1])))
    return replace(bare, body=body, replies=tuple(replies))
