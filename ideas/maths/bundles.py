"""The signed bundle of a challenge: everything its published numbers rest on, and nobody's name.

A bundle is a JSON object {"format", "body", "signature"}; the signature (Ed25519, RFC 8032) is over the canonical
bytes of the body. What the body holds is told in docs/ideas.md.
"""

import base64
import hashlib
import hmac
import json
import secrets
from binascii import Error as Base64Error
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ideas.maths.canonical import Json, canonical, differences
from ideas.maths.recounting import FIGURES, recounted

FORMAT = "esn-challenge-bundle/1"
PURPOSE = b"esn challenge bundles"
LARGEST = 200_000_000


class BundleError(ValueError):
    """What was given is no bundle; the message says why."""


def signing_key(secret: str) -> Ed25519PrivateKey:
    """Return the site's key for bundles, derived from its secret (HKDF-SHA256, RFC 5869)."""
    seed = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def draw_key(secret: str, challenge: int) -> str:
    """Return the key of one challenge's draws: it can be published when all is over, and tells nothing of others."""
    return hmac.new(secret.encode(), f"draws|{challenge}".encode(), hashlib.sha256).hexdigest()


def fingerprint(key: bytes) -> str:
    """Return what people compare: the first 16 bytes of SHA-256 of the public key, in groups."""
    digest = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def stripped(ballots: Iterable[Mapping[str, Json]]) -> list[dict[str, Json]]:
    """Return ballots under fresh random ids and in their order, so that neither id nor place leads to a person."""
    named = [{"ballot": secrets.token_hex(8), **lines} for lines in ballots]
    return sorted(named, key=lambda ballot: str(ballot["ballot"]))


def with_figures(
    body: Mapping[str, Json], wanted: Iterable[tuple[str, Mapping[str, Json]]]
) -> dict[str, Json]:
    """Return the body with the wanted figures (name, settings) computed and published in it."""
    published: list[Json] = [
        {"figure": name, "settings": dict(settings), "result": recounted(body, name, settings)}
        for name, settings in wanted
    ]
    return {**body, "published": published}


def signed(body: Mapping[str, Json], key: Ed25519PrivateKey) -> dict[str, Json]:
    """Return the bundle."""
    signature = {
        "algorithm": "ed25519",
        "key": _text(key.public_key().public_bytes_raw()),
        "value": _text(key.sign(canonical(body))),
    }
    return {"format": FORMAT, "body": body, "signature": signature}


def written(bundle: Mapping[str, Json]) -> bytes:
    """Return the file of a bundle."""
    return canonical(bundle) + b"\n"


@dataclass(frozen=True)
class Verdict:
    """What was checked: who signed, how many figures agree, and every difference."""

    challenge: str
    version: str
    fingerprint: str
    is_signature_valid: bool
    agreeing: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return self.is_signature_valid and not self.differences


def verified(raw: bytes) -> Verdict:
    """Check the signature of a bundle and recompute every figure it publishes; raises BundleError for anything else."""
    bundle = _opened(raw)
    body, signature = bundle["body"], bundle["signature"]
    key = _bytes(signature.get("key"), "key")
    agreeing, lines = [], []
    for number, entry in enumerate(_published(body)):
        name = f"{entry['figure']} ({number + 1})"
        found = _compared(body, entry)
        lines += [f"{name} {line}" for line in found]
        agreeing += [] if found else [name]
    challenge = body.get("challenge", {})
    return Verdict(
        challenge=f"{challenge.get('id', '?')}: {challenge.get('title', '')}",
        version=str(body.get("code", {}).get("version", "unknown")),
        fingerprint=fingerprint(key),
        is_signature_valid=_is_valid(key, _bytes(signature.get("value"), "value"), body),
        agreeing=tuple(agreeing),
        differences=tuple(lines),
    )


def _opened(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise BundleError("The file is too large.")
    try:
        bundle = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"The file is no JSON: {error}.") from None
    if not isinstance(bundle, dict) or bundle.get("format") != FORMAT:
        raise BundleError(f"The file is no bundle of the format {FORMAT}.")
    for part in ("body", "signature"):
        if not isinstance(bundle.get(part), dict):
            raise BundleError(f"The bundle has no {part}.")
    if bundle["signature"].get("algorithm") != "ed25519":
        raise BundleError("The signature is of an unknown kind.")
    return bundle


def _published(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    published = body.get("published")
    if not isinstance(published, list) or not all(
        isinstance(entry, dict) and {"figure", "settings", "result"} <= set(entry) for entry in published
    ):
        raise BundleError("The bundle does not say what was published.")
    return published


def _compared(body: Mapping[str, Any], entry: Mapping[str, Any]) -> list[str]:
    if entry["figure"] not in FIGURES:
        return ["is not known to this version"]
    try:
        found = recounted(body, entry["figure"], entry["settings"])
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        return [f"cannot be recomputed: {type(error).__name__}: {error}"]
    return differences(entry["result"], found)


def _is_valid(key: bytes, signature: bytes, body: Mapping[str, Any]) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, canonical(body))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: object, what: str) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except Base64Error:
        raise BundleError(f"The {what} of the signature cannot be read.") from None
