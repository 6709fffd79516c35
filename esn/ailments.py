"""What can be wrong with an installation while its processes are well: settings, folders, engines."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core import checks
from django.core.mail import get_connection
from django.db import connection

LOW_SPACE = 500 * 1024 * 1024


def find() -> list[tuple[str, str]]:
    """Return each examined part with its problem in one sentence, empty where there is none."""
    return [(name, _first(problems)) for name, problems in EXAMINED.items()]


def _first(problems: Callable[[], Iterator[str]]) -> str:
    try:
        return "; ".join(problems())
    except Exception as error:  # the examination goes on with the next part
        return f"{type(error).__name__}: {error}"


def key() -> Iterator[str]:
    """Look at the secret key and who may read it."""
    path = settings.DATA_DIR / "secret_key"
    if len(settings.SECRET_KEY) < 40:
        yield "SECRET_KEY is shorter than 40 characters"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield f"{path} can be read by other accounts: chmod 600"


def hosts() -> Iterator[str]:
    """Look at the names that the site answers to, and at how it is reached."""
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS lets any name in"
    if settings.DEBUG and not settings.EMBEDDED:
        yield "DEBUG is on"
    is_local = any(name in settings.BASE_URL for name in ("localhost", "127.0.0.1"))
    if not is_local and not settings.BASE_URL.startswith("https://"):
        yield "BASE_URL is not https: sessions can be read on the way"


def folder() -> Iterator[str]:
    """Look at the data folder: may it be written, is there space, is it on a local disk."""
    if not os.access(settings.DATA_DIR, os.W_OK):
        yield f"{settings.DATA_DIR} cannot be written"
        return
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LOW_SPACE:
        yield f"{free // 1024**2} MB are free on the disk of {settings.DATA_DIR}"


def static_files() -> Iterator[str]:
    """Look whether the static files were collected."""
    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield "the static files are not collected: manage.py prepare"


def engine() -> Iterator[str]:
    """Look whether the database keeps what it acknowledged."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchone()[0] != "wal":
                yield "SQLite is not in WAL mode: is the data folder on a network disk?"
        else:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                cursor.execute(f"SHOW {name}")
                if cursor.fetchone()[0] == "off":
                    yield f"PostgreSQL runs with {name}=off and may lose what it acknowledged"


def mail() -> Iterator[str]:
    """Look whether the mail server answers; without one, mail is kept in the administrator's outbox."""
    if settings.EMAIL_URL:
        with get_connection():
            pass
    return
    yield


def django() -> Iterator[str]:
    """Take over what Django itself has to say."""
    is_public = settings.IS_HTTPS
    for message in checks.run_checks(include_deployment_checks=is_public):
        if message.level >= checks.WARNING:
            yield f"{message.id}: {message.msg}"


EXAMINED: dict[str, Callable[[], Iterator[str]]] = {
    "secret key": key,
    "hosts": hosts,
    "data folder": folder,
    "static files": static_files,
    "database engine": engine,
    "mail": mail,
    "settings": django,
}
