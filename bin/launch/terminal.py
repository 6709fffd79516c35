"""What the commands say on the terminal: one line per step with its time, one sentence per refusal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 16
GREEN, RED, DIM, BOLD, PLAIN = "\033[32m", "\033[31m", "\033[2m", "\033[1m", "\033[0m"


class Refusal(Exception):  # noqa: N818  (it is said, not raised at anybody)
    """The command cannot go on; the message is one clear sentence for whoever started it."""


def refuse(sentence: str) -> int:
    """Say why the command stops, and return its exit code."""
    print(f"{paint(RED, '✗')} {sentence}", file=sys.stderr, flush=True)
    return 1


def is_interactive() -> bool:
    """Tell whether somebody watches."""
    return sys.stdout.isatty()


def paint(colour: str, text: str) -> str:
    """Return the text in a colour where somebody watches."""
    return f"{colour}{text}{PLAIN}" if is_interactive() else text


def say(text: str = "") -> None:
    """Print a line now, not when a buffer is full."""
    print(text, flush=True)


class Step:
    """One step of a command while it runs."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.result = ""
        self.is_well = True
        self.started_at = time.monotonic()

    def note(self, text: str) -> None:
        """Show what is being done; where nobody watches, the result is enough."""
        if is_interactive():
            line = f"  … {self.name:<{WIDTH}} {text}"[:100]
            sys.stdout.write(f"\r\033[K{line}")
            sys.stdout.flush()

    def announce(self, text: str) -> None:
        """Say what will take a while, to be seen in a log too."""
        if is_interactive():
            self.note(text)
        else:
            say(f"  … {self.name:<{WIDTH}} {text}")


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Show a step while it runs, and its result with its time when it is done."""
    current = Step(name)
    current.note("")
    try:
        yield current
    except BaseException:
        _finish(current, paint(RED, "✗"), "")
        raise
    _finish(current, paint(GREEN, "✓") if current.is_well else paint(RED, "✗"), current.result)


def _finish(current: Step, mark: str, result: str) -> None:
    seconds = time.monotonic() - current.started_at
    start = "\r\033[K" if is_interactive() else ""
    say(f"{start}  {mark} {current.name:<{WIDTH}} {result:<46} {paint(DIM, f'{seconds:6.1f} s')}")
