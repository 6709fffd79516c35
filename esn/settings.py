"""All settings of the site, in labelled sections; every one that differs between machines comes from the environment."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from esn import env

# ── Places ────────────────────────────────────────────────────────────────────────────────────────
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("ESN_DATA_DIR", str(BASE_DIR / "var"))).expanduser().resolve()
environ.Env.read_env(str(BASE_DIR / ".env"), overwrite=False)

# ── Mode ──────────────────────────────────────────────────────────────────────────────────────────
# Embedded: one process with worker and scheduler inside. Scaled: Redis between separate processes.
DEBUG = env.flag("DEBUG")
REDIS_URL = env.text("REDIS_URL")
DATABASE_URL = env.text("DATABASE_URL")
EMBEDDED = not REDIS_URL
TESTING = "pytest" in sys.modules
SITE_NAME = env.text("ESN_SITE_NAME", "ESN")


def _secret_key() -> str:
    """Return the configured key; make and keep one in the data folder when embedded, refuse when scaled."""
    given = env.text("SECRET_KEY")
    if given:
        return given
    if not EMBEDDED and not TESTING:
        raise ImproperlyConfigured("Set SECRET_KEY or SECRET_KEY_FILE: several processes must share one key.")
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = _secret_key()

# ── Web ───────────────────────────────────────────────────────────────────────────────────────────
PORT = env.number("PORT", 8000)
BASE_URL = env.text("BASE_URL", f"http://localhost:{PORT}").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
_base_host = BASE_URL.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", _base_host]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS") or [BASE_URL]
TRUSTED_PROXIES = env.number("ESN_TRUSTED_PROXIES", 0)
ROOT_URLCONF = "esn.urls"
ASGI_APPLICATION = "esn.asgi.application"
APPEND_SLASH = True

# ── Apps ──────────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "esn",
    "analytics",
    "moderation",
    "inbox",
    "ideas",
    "activity",
    "communities",
    "people",
    "esn.search",
    "esn.kit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_htmx",
    "template_partials",
    "heroicons",
    "csp",
    "channels",
]

MIDDLEWARE = [
    "esn.middleware.request_context",
    "esn.kit.audit.remember_place",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    # Below the static files: they are compressed already, and their asynchronous streams would be cut short here.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "esn.middleware.response_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.SignInRequired",
    "esn.kit.idempotency.IdempotencyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "esn.context.site",
            ],
        },
    }
]

# ── Database ──────────────────────────────────────────────────────────────────────────────────────
_database: dict[str, Any] = dict(
    environ.Env.db_url_config(DATABASE_URL or f"sqlite:///{DATA_DIR / 'esn.sqlite3'}")
)
# So that a secret file need hold nothing but the password.
_database["PASSWORD"] = env.text("DATABASE_PASSWORD") or _database.get("PASSWORD", "")
IS_SQLITE = "sqlite" in _database["ENGINE"]
if IS_SQLITE:
    # The tests use the stock engine: pytest-django compares its name to find parallel test databases.
    _database["ENGINE"] = "django.db.backends.sqlite3" if TESTING else "esn.db.sqlite"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-32000;"
        "PRAGMA temp_store=MEMORY;",
    }
else:
    # Under ASGI a persistent connection would be kept by every thread; a pooler is the place for that.
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Cache, live updates ───────────────────────────────────────────────────────────────────────────
if EMBEDDED:
    CACHES: dict[str, Any] = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
    CHANNEL_LAYERS: dict[str, Any] = {
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 500}}
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "esn.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        }
    }
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # The default of 5 s kills idle sockets.
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": 15}], "capacity": 500},
        }
    }

# ── People and sign-in ────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["people.backends.SignIn"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,6/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
# Whether the person may still sign in, and with this password, is asked of the database with each request.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# ── Security ──────────────────────────────────────────────────────────────────────────────────────
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("ESN_REDIRECT_TO_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
_socket_origin = BASE_URL.replace("http", "ws", 1)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, _socket_origin],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# More files than a form sends by mistake; fewer than these are refused in words, see activity/actions/attaching.py.
DATA_UPLOAD_MAX_NUMBER_FILES = 300
MAX_FILE_BYTES = env.number("ESN_MAX_FILE_MB", 25) * 1_000_000
QUOTA_BYTES = env.number("ESN_QUOTA_MB", 2_000) * 1_000_000
# How long a ruling may be appealed.
APPEAL_DAYS = env.number("ESN_APPEAL_DAYS", 14)

# ── Language and time ─────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# ── Static files ──────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "esn.bundles.BundleFinder",
]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
SERVESTATIC_USE_FINDERS = TESTING or DEBUG
# Every page names files by their hash; plain copies would only double the compressing.
SERVESTATIC_KEEP_ONLY_HASHED_FILES = True

# ── Mail ──────────────────────────────────────────────────────────────────────────────────────────
# Without EMAIL_URL, mail stays in the administrator's outbox page instead of leaving the machine.
EMAIL_URL = env.text("EMAIL_URL")
if EMAIL_URL:
    _mail = environ.Env.email_url_config(EMAIL_URL)
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", "localhost"), _mail.get("EMAIL_PORT") or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        _mail.get("EMAIL_HOST_USER", ""),
        _mail.get("EMAIL_HOST_PASSWORD", ""),
    )
    EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
    EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
else:
    EMAIL_BACKEND = "esn.kit.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <noreply@localhost>")
EMAIL_TIMEOUT = 20

# ── API ───────────────────────────────────────────────────────────────────────────────────────────
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["people.api_tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["people.api_tokens.HasScope"],
    "DEFAULT_PAGINATION_CLASS": "esn.api.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "1200/min"},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "EXCEPTION_HANDLER": "esn.api.problems.problem",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "PAGE_SIZE": 20,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "ESN",
    "DESCRIPTION": "The enterprise social network's interface for programs.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVERS": [{"url": BASE_URL}],
    "ENFORCE_NON_BLANK_FIELDS": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "esn.api.schema.describe_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "BallotKind": "ideas.models.BallotRule.Kind",
        "CaseKind": "moderation.models.Kind",
        "ChallengeKind": "ideas.models.Challenge.Kind",
        "CommunityKind": "communities.models.Community.Kind",
        "CommunityReach": "communities.models.Community.Reach",
        "HeldBecause": "activity.models.Held",
        "IdeaOutcome": "ideas.models.Decision.Outcome",
        "InvitedRole": "communities.models.inviting.INVITED_ROLES",
        "MemberRole": "communities.models.Membership.Role",
        "IdeaCommentKind": "ideas.models.CommentKind.Kind",
        "NotificationKind": "inbox.models.Kind",
        "PostKind": "activity.models.Post.Kind",
        "RulingMeasure": "moderation.models.Measure",
        "RulingOutcome": "moderation.models.Outcome",
        "SanctionKind": "moderation.models.Sanction.Kind",
        "ThreadKind": "activity.models.Thread.Kind",
        "WatchLevel": "activity.models.Watch.Level",
        "UnitKind": "people.models.OrgUnit.Kind",
        "WordKind": "moderation.models.WordRule.Kind",
    },
}

# ── Background work ───────────────────────────────────────────────────────────────────────────────
# Read by esn/celery.py; the schedule is static, code-reviewed and needs no polling of a table.
CELERY_BROKER_URL = REDIS_URL or "memory://"

# ── Links ─────────────────────────────────────────────────────────────────────────────────────────
# Whether the site looks up the page behind a post's first link, to show its title and picture.
LINK_CARDS = env.flag("ESN_LINK_CARDS", default=True)

# ── Search ────────────────────────────────────────────────────────────────────────────────────────
# Beyond what the database can search: https://user:password@host:9200; see docs/search.md.
OPENSEARCH_URL = env.text("OPENSEARCH_URL")
OPENSEARCH_INDEX = env.text("OPENSEARCH_INDEX", "esn")

# ── Figures ───────────────────────────────────────────────────────────────────────────────────────
# The smallest group that a figure may be shown for; it may be raised, never lowered below five.
MINIMUM_GROUP = max(5, env.number("ESN_MINIMUM_GROUP", 5))

# ── Logs ──────────────────────────────────────────────────────────────────────────────────────────
LOG_LEVEL = env.text("LOG_LEVEL", "INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {"level": LOG_LEVEL}
        for name in ("esn", "people", "communities", "activity", "ideas", "inbox", "moderation", "analytics")
    },
}
