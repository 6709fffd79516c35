"""The commands in bin/, by name. Plain Python: nothing is installed when the first of them runs."""

import sys

import checking
import locking
import measuring
import testing

import asking
import running
from terminal import Refusal, refuse

COMMANDS = {
    "run": running.main,
    "test": testing.main,
    "check": checking.main,
    "bench": measuring.main,
    "lock": locking.main,
    "health": asking.main,
}


def main() -> int:
    """Run the command that is named first, with the arguments after it; return the exit code."""
    name, *arguments = sys.argv[1:] or [""]
    if name not in COMMANDS:
        return refuse(f"There is no command {name!r}; there are {', '.join(COMMANDS)}.")
    try:
        return COMMANDS[name](arguments)
    except Refusal as refusal:
        return refuse(str(refusal))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
