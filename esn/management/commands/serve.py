"""`manage.py serve`: the web process; in embedded mode worker and scheduler live in it too."""

import fcntl
import os
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Serves HTTP and WebSockets."""

    help = "Serve the site. bin/run does this and everything around it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS") or 1))

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED:
            self._stay_alone(options["workers"])
        uvicorn.run(
            "esn.asgi:application",
            host=options["host"],
            port=options["port"],
            workers=options["workers"],
            lifespan="on",
            # Django and allauth read the forwarded headers, as far as ESN_TRUSTED_PROXIES trusts them.
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_level="warning",
            ws_max_size=64 * 1024,
            timeout_graceful_shutdown=5,
        )

    def _stay_alone(self, workers: int) -> None:
        """Refuse a second embedded process: each would have its own queue, live layer and cache."""
        if workers != 1:
            raise CommandError(
                "Several web processes need REDIS_URL: without it they cannot hear each other."
            )
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        # Held open until the process ends.
        self.lock = (settings.DATA_DIR / "serve.lock").open("w", encoding="utf-8")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CommandError(f"The site is already served from {settings.DATA_DIR}.") from None
