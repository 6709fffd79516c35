"""Runs the house checks: all, or those whose name contains an argument."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esn.settings")
django.setup()

from esn.checks import HOUSE  # noqa: E402  (the templates need Django)


def main() -> int:
    """Print every breach; return 1 when there is any."""
    wanted = sys.argv[1:]
    breaches = 0
    for name, check in HOUSE.items():
        if wanted and not any(word in name for word in wanted):
            continue
        found = check()
        breaches += len(found)
        if found:
            print(f"{name}:", *(f"  {line}" for line in found), sep="\n")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
