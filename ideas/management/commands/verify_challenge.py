"""`manage.py verify_challenge FILE`: recomputes every number that a signed bundle publishes; needs no database."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideas.maths.bundles import BundleError, Verdict, verified


class Command(BaseCommand):
    help = "Checks the signature of a challenge's bundle and recomputes every published number from it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--fingerprint", help="the signer's fingerprint as you know it from elsewhere")
        parser.add_argument("--json", action="store_true", help="the verdict as plain values")

    def handle(self, **options: Any) -> None:
        try:
            verdict = verified(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.") from None
        except BundleError as error:
            raise CommandError(f"{options['file']}: {error}") from None
        is_signer = not options["fingerprint"] or _bare(options["fingerprint"]) == _bare(verdict.fingerprint)
        self.stdout.write(
            json.dumps(asdict(verdict), indent=2, ensure_ascii=False) if options["json"] else _report(verdict)
        )
        if not is_signer:
            raise CommandError("The bundle was signed by somebody else.")
        if not verdict.is_sound:
            raise CommandError(f"The bundle does not hold: {_faults(verdict)}.")


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()


def _faults(verdict: Verdict) -> str:
    faults = [] if verdict.is_signature_valid else ["the signature is wrong"]
    count = len(verdict.differences)
    return ", ".join([*faults, *([f"{count} differences"] if count else [])])


def _report(verdict: Verdict) -> str:
    signature = "valid" if verdict.is_signature_valid else "WRONG: the contents were changed after signing"
    return "\n".join(
        [
            f"Challenge {verdict.challenge} (made by version {verdict.version})",
            f"Signature: {signature}; signer {verdict.fingerprint}",
            *(f"  same       {name}" for name in verdict.agreeing),
            *(f"  DIFFERENT  {line}" for line in verdict.differences),
        ]
    )
