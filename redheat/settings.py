"""Configure the Red Heat site.

The environment is read only here, and an invalid value prevents the start.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "var"
"""Where the running site writes: the database, collected static files, downloads, the secret key."""


def stored_secret_key(path: Path) -> str:
    """Return the key kept in `path`, creating it on first use, so that sessions survive a restart."""
    fresh = path.with_suffix(f".{os.getpid()}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def usable_processors() -> int:
    """Return how many processors this process may use, which in a container can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOOPBACK_HOSTS)
SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret_key(DATA_DIR / "secret-key")

PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))

WORKERS = env.int("WORKERS", usable_processors(), validate=validate.Range(1, 256))
"""Processes that serve the site."""

WORKER_MEMORY = env.int("WORKER_MEMORY", 1024, validate=validate.Range(256))
"""The most memory in MiB that a worker may take; one that takes more is replaced by a new one."""

HTTPS = env.bool("HTTPS", not DEBUG)
"""Whether visitors use HTTPS. `make run` turns it off, since it serves plain HTTP to this machine only."""

INSTALLED_APPS = [
    "redheat.desk.RedHeatAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "redheat",
    "films",
    "films.search",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "films.middleware.ResponseCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "redheat.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "redheat.urls"
WSGI_APPLICATION = "redheat.wsgi.application"

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
            ],
        },
    },
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'redheat.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A deferred transaction that begins to write after reading may fail at once, whatever the timeout.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # A statement that writes takes up to 60 ms to prepare, since all its triggers are prepared with it.
        "cached_statements": 512,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# A film's page in the admin sends the fields of every credit, place and note.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Large enough for a pasted document, and for one over its limit to get an error that says so.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24_000_000

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

FILMS_DOWNLOADS = DATA_DIR / "downloads"
"""Where downloads are kept with their checksums until the facts change."""

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = (
    True  # pages use no others, and compressing all of them would take twice as long
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS and not set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)
if not SECURE_SSL_REDIRECT:
    # A site that only answers to this machine's own names has no HTTPS address to redirect to.
    SILENCED_SYSTEM_CHECKS = ["security.W008"]
