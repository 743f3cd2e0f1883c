"""Configure the Red Heat site.

The environment is read only here, and an invalid value prevents the start.
"""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

from redheat.databases import SQLITE, configured, create_for_owner, folder_of, replica, with_replicas
from redheat.safety import internal_location, is_local, network, refuse_unsafe
from redheat.site_address import likely_address

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

BIND = env.str("BIND", "127.0.0.1")
"""The address at which the site is served; a container needs 0.0.0.0, so that its host reaches it."""
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))

HAS_GIVEN_SOCKET = env.int("LISTEN_PID", 0) == os.getpid()
"""Whether systemd opened the socket at which this process serves, instead of `BIND` and `PORT`."""

WORKERS = env.int("WORKERS", usable_processors(), validate=validate.Range(1, 256))
"""Processes that serve the site."""

WORKER_MEMORY = env.int("WORKER_MEMORY", 1024, validate=validate.Range(256))
"""The most memory in MiB that a worker may take; one that takes more is replaced by a new one."""

SERVES_THIS_MACHINE_ALONE = sys.argv[1:2] == ["serve"] and all(is_local(host) for host in ALLOWED_HOSTS)

HTTPS = env.bool("HTTPS", not DEBUG and not SERVES_THIS_MACHINE_ALONE)
"""Whether visitors use HTTPS. Nothing encrypts what stays within a machine, and cookies would not be returned."""

TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", [], subcast=network)
"""Addresses and networks of proxies that are believed when they name the client and the scheme of a request."""

X_ACCEL_REDIRECT = internal_location(env.str("X_ACCEL_REDIRECT", ""), TRUSTED_PROXIES)
"""The location by which nginx, as a trusted proxy, sends files from `DATA_DIR` itself; none by default."""

CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "redheat.apps.RedHeatAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "redheat.apps.RedHeatConfig",
    "films",
    "films.search",
]

MIDDLEWARE = [
    "redheat.middleware.headers.SecurityHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "redheat.middleware.metrics.MetricsMiddleware",
    "redheat.middleware.proxies.ProxyMiddleware",
    "redheat.middleware.current_request.CurrentRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "redheat.middleware.health.HealthCheckMiddleware",
    "redheat.middleware.query_limits.QueryLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "redheat.middleware.languages.PageLanguageMiddleware",
    "redheat.middleware.replicas.ReplicaMiddleware",
    "films.middleware.ResponseCacheMiddleware",
    "redheat.compression.CompressionMiddleware",
    "redheat.middleware.known_devices.KnownDeviceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "redheat.middleware.sessions.SessionRestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "redheat.middleware.exports.AuditedExportsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "redheat.middleware.throttling.ThrottlingMiddleware",
    "axes.middleware.AxesMiddleware",
    "redheat.middleware.methods.MethodsMiddleware",
    "redheat.middleware.kept_files.KeptFileMiddleware",
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

DATABASES = {"default": configured(env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'redheat.sqlite3'}"))}
DATABASES = with_replicas(DATABASES["default"], env.list("REPLICA_URLS", [], subcast=replica))
REPLICAS = [alias for alias in DATABASES if alias != "default"]
"""The replicas that visitors' requests read from."""
DATABASE_ROUTERS = ["redheat.replicas.ReplicaRouter"] if REPLICAS else []
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

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = "redheat.login.lockout_parameters"
AXES_LOCKOUT_CALLABLE = "redheat.login.locked_out"
AXES_CLIENT_IP_CALLABLE = "redheat.client_addresses.client_address"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # whoever goes on guessing must not keep others out for ever
AXES_DISABLE_ACCESS_LOG = True  # the audit log has log-ins
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SECOND_FACTOR_ROLES: list[str] = env.list("SECOND_FACTOR_ROLES", [])
"""The roles whose accounts need a second factor; “superusers” stands for accounts that may do everything."""
OTP_TOTP_ISSUER = "Red Heat"

SESSION_COOKIE_AGE = 8 * 3600  # seconds of rest after which a session ends

# A film's page in the admin sends the fields of every credit, place and note.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Large enough for a pasted document, and for one over its limit to get an error that says so.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24_000_000

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
"""The languages that pages are offered in, by their own names."""
# Before the words of Django's own apps, to which “Action” is no genre.
LOCALE_PATHS = [BASE_DIR / "films" / "locale"]
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600  # seconds
TIME_ZONE = "UTC"
USE_TZ = True

RATE_LIMIT = env.int("RATE_LIMIT", 120, validate=validate.Range(0))
"""Searches of one client within a minute; 0 for no limit."""
RATE_LIMIT_ON_LOOPBACK = env.int("RATE_LIMIT", 0, validate=validate.Range(0))
"""The same for clients on this machine, who slow down nobody but themselves unless a limit is asked for."""
CLIENTS_FILE = DATA_DIR / "clients.sqlite3" if DATABASES["default"]["ENGINE"] == SQLITE else None
"""Where processes of one machine count what clients spend; with a server for the database, that counts for all."""

FILMS_CORRECTIONS = env.bool("FILMS_CORRECTIONS", True)
"""Whether visitors may send corrections."""

FILMS_SITE_ADDRESS = env.str("SITE_ADDRESS", "", validate=validate.URL(require_tld=False)) or likely_address(
    ALLOWED_HOSTS, PORT, uses_https=HTTPS
)
"""Where visitors find the site, for the addresses in the JSON-LD export."""

FILMS_DOWNLOADS = DATA_DIR / "downloads" / folder_of(DATABASES["default"])
"""Where downloads are kept with their checksums until the facts change."""

FILMS_RELEASES = DATA_DIR / "releases"
"""Where data releases are kept, for ever."""

STATIC_URL = "static/"
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

METRICS = env.bool("METRICS", False)
"""Whether the site counts its requests for Prometheus, which reads them at /metrics."""
METRICS_FOLDER = DATA_DIR / "metrics"
if METRICS:
    # prometheus_client reads this when it is imported. Workers share the folder, and any sums it up.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_FOLDER)
    METRICS_FOLDER.mkdir(exist_ok=True)

LOG_FORMAT = env.str("LOG_FORMAT", "text", validate=validate.OneOf(["text", "json"]))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"text": {"()": "redheat.logs.TextFormatter"}, "json": {"()": "redheat.logs.JsonFormatter"}},
    "filters": {"refused": {"()": "redheat.logs.WithoutClientErrorTracebacks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["refused"]},
    },
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
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
if HTTPS:
    # Browsers take cookies of this name from this very host over HTTPS alone, not from a neighbouring one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # ProxyMiddleware drops it unless a proxy sent it
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
# Whoever comes without a proxy has the one scheme that the server speaks: there is nothing to redirect to.
SECURE_SSL_REDIRECT = HTTPS and bool(TRUSTED_PROXIES)
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # the other hosts of a domain and browsers' own lists are not this site's to decide on
    "security.W021",
    "security.W008",  # see SECURE_SSL_REDIRECT
]
refuse_unsafe(SECRET_KEY, ALLOWED_HOSTS, DATABASES["default"], https=HTTPS, debug=DEBUG)
if CLIENTS_FILE:
    create_for_owner(CLIENTS_FILE)
if DATABASES["default"]["ENGINE"] == SQLITE:
    create_for_owner(Path(DATABASES["default"]["NAME"]))
