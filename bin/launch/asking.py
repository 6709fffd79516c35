"""Asking a running site how it is, as the supervisor and a container's health check do."""

import json
import os
import urllib.error
import urllib.request
from typing import Any

import places
from terminal import say

Answer = tuple[int, dict[str, Any]]


def ask(port: int, path: str = "/readyz", host: str = "127.0.0.1") -> Answer:
    """Return status and findings; status 0 when nobody answers."""
    shown = f"[{host}]" if ":" in host else host
    # The name the site knows itself by: it answers to no other.
    request = urllib.request.Request(f"http://{shown}:{port}{path}", headers={"Host": _name_of_site(port)})  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as answer:
            return answer.status, _findings(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, _findings(error.read())
    except OSError:
        return 0, {}


def _name_of_site(port: int) -> str:
    names = [name.strip() for name in places.value_of("ALLOWED_HOSTS").split(",") if name.strip()]
    usable = [name for name in names if not name.startswith((".", "*"))]
    if not names or "*" in names or "localhost" in usable:
        return f"localhost:{port}"
    return usable[0] if usable else f"www{names[0]}"


def _findings(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def problems(findings: dict[str, Any]) -> list[str]:
    """Return one line for each check that failed."""
    checks: dict[str, dict[str, Any]] = findings.get("checks", {})
    return [
        f"{name}: {check.get('problem', 'failed')}" for name, check in checks.items() if not check.get("ok")
    ]


def main(arguments: list[str]) -> int:
    """Return 0 when the site on PORT is well; `health /healthz` asks for another address."""
    places.load_environment()
    path = arguments[0] if arguments else "/readyz"
    status, findings = ask(int(os.environ.get("PORT") or 8000), path)
    for line in problems(findings):
        say(line)
    return 0 if status == 200 else 1
