"""Every setting in one page: read from the environment, with the default that suits one small machine.

docs/operator/settings.md explains each; a test keeps that page complete.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from alongside.config.databases import KEYS, MAIN, database
from alongside.config.environment import BadSetting, env
from alongside.config.local_help import local_help
from alongside.config.mail import mail_server

BASE_DIR = Path(__file__).resolve().parents[2]

# --- What this installation is -------------------------------------------------------------------------------------
MODE = env.choice("ALONGSIDE_MODE", ["development", "demo", "production"], "development")
DEBUG = MODE == "development"
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DATA_DIR = env.folder("ALONGSIDE_DATA_DIR", BASE_DIR / "data")
# Compiled kernels of the matching engine are kept with the data, where every process of this installation finds them.
os.environ.setdefault("NUMBA_CACHE_DIR", str(DATA_DIR / "kernels"))
SITE_NAME = env.text("ALONGSIDE_SITE_NAME", "Alongside")
SITE_ADDRESS = env.address("ALONGSIDE_SITE_ADDRESS", "http://127.0.0.1:8000", ["http", "https"]).rstrip("/")
# What the pages say about whoever runs this site; each may stay empty.
RUN_BY = env.text("ALONGSIDE_RUN_BY")
CONTACT_EMAIL = env.text("ALONGSIDE_CONTACT_EMAIL")
LOCAL_HELP = local_help(env.text("ALONGSIDE_LOCAL_HELP"))
# Whether people who are not signed in see public groups and kind words on the front page.
FRONT_PAGE_SHOWS_GROUPS = env.switch("ALONGSIDE_FRONT_PAGE_SHOWS_GROUPS", default=True)
LEAVE_TO = env.address("ALONGSIDE_LEAVE_TO", "https://www.wikipedia.org/", ["http", "https"])
SITE_HOST = urlsplit(SITE_ADDRESS).hostname or ""
SERVED_BY_HTTPS = SITE_ADDRESS.startswith("https://")

# --- Secrets -------------------------------------------------------------------------------------------------------
DEMO_SECRET = "demo-secret-that-everybody-can-read-in-the-source"  # noqa: S105 - refused in production, below
SECRET_KEY = env.secret("ALONGSIDE_SECRET_KEY", "" if PRODUCTION else DEMO_SECRET)
SECRET_KEY_FALLBACKS = env.words("ALONGSIDE_OLD_SECRET_KEYS", [])
MASTER_KEYS = env.numbered_keys("ALONGSIDE_MASTER_KEYS")
if PRODUCTION and SECRET_KEY.startswith("demo"):
    raise BadSetting("ALONGSIDE_SECRET_KEY", "is the secret of a demo. Make your own: bin/alongside make_secrets.")
if PRODUCTION and not MASTER_KEYS:
    raise BadSetting("ALONGSIDE_MASTER_KEYS", "is not set. Make the keys with: bin/alongside make_secrets.")
# In development and demo, upgrade leaves them in a file only its owner can read; none are ever made up here.
MASTER_KEYS_KEPT_IN = DATA_DIR / "secret" / "master-keys"
if not PRODUCTION and not MASTER_KEYS:
    MASTER_KEYS = env.keys_in(MASTER_KEYS_KEPT_IN)
ERASURE_LEDGER = env.folder("ALONGSIDE_ERASURE_LEDGER", DATA_DIR / "secret" / "erasures")

# --- Who may talk to us --------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.words(
    "ALONGSIDE_ALLOWED_HOSTS", [SITE_HOST] if PRODUCTION else [SITE_HOST, "127.0.0.1", "localhost"]
)
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "alongside.web.site.errors.forged"
TRUSTED_PROXIES = env.number("ALONGSIDE_TRUSTED_PROXIES", 0, most=10)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_BY_HTTPS else 0
# Other hosts of the domain are not ours to decide for (W005, W021); the proxy that ends HTTPS redirects (W008).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A name that begins with __Host- makes the browser refuse the cookie from anyone but this very host, by HTTPS.
_COOKIE = "__Host-" if SERVED_BY_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = f"{_COOKIE}session", f"{_COOKIE}csrf", f"{_COOKIE}lang"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SERVED_BY_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# How long a session lasts: at most, and without a visit. Those who look after the site have shorter ones.
SIGNED_IN_DAYS = env.number("ALONGSIDE_SIGNED_IN_DAYS", 30, least=1, most=400)
IDLE_DAYS = env.number("ALONGSIDE_IDLE_DAYS", 14, least=1, most=400)
OPERATOR_SIGNED_IN_HOURS = env.number("ALONGSIDE_OPERATOR_SIGNED_IN_HOURS", 12, least=1, most=720)
OPERATOR_IDLE_MINUTES = env.number("ALONGSIDE_OPERATOR_IDLE_MINUTES", 30, least=5, most=10_000)
SESSION_ENGINE = "alongside.web.people.session_store"
SESSION_COOKIE_AGE = SIGNED_IN_DAYS * 86_400

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- The parts -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "alongside.web",  # before the library for accounts, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "alongside.domain.events",
    "alongside.domain.work",
    "alongside.domain.keys",
    "alongside.domain.people",
    "alongside.domain.groups",
    "alongside.domain.safety",
    "alongside.domain.spaces",
    "alongside.domain.programs",
    "alongside.domain.enrollments",
    "alongside.domain.journeys",
    "alongside.domain.mentorships",
    "alongside.domain.pairing",
    "alongside.domain.insights",
    "alongside.domain.desk",
    "alongside.domain.notifications",
    "alongside.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "alongside.web.safety.always_there.help_now_first",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.web.middleware.closed_devices",
    "alongside.web.people.devices.seen_device",
    "alongside.web.people.second_step_gate.second_step_first",
    "alongside.web.middleware.readers_place",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.web.overview.sittings.noted_sittings",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
ASGI_APPLICATION = "alongside.config.asgi.application"
WORKER = "alongside.config.worker.Worker"
WEB_THREADS = env.number("ALONGSIDE_WEB_THREADS", 8, least=1, most=200)
WEB_WAITING = env.number("ALONGSIDE_WEB_WAITING", 100, least=0, most=10_000)
MESSAGES_A_MINUTE = env.number("ALONGSIDE_MESSAGES_A_MINUTE", 60, least=1, most=1_000_000)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.web.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "alongside.kernel.days",
                "alongside.web.components.tags",
            ],
        },
    }
]

# --- Where things are kept -----------------------------------------------------------------------------------------
DATABASE_URL = env.address("DATABASE_URL", "", ["sqlite", "postgres", "postgresql"])
KEYS_DATABASE_URL = env.address("ALONGSIDE_KEYS_DATABASE_URL", "", ["sqlite", "postgres", "postgresql"])
if PRODUCTION and DATABASE_URL.startswith("postgres") and not KEYS_DATABASE_URL:
    raise BadSetting(
        "ALONGSIDE_KEYS_DATABASE_URL", "is not set: with PostgreSQL the keys need a database of their own."
    )
DATABASES = {
    MAIN: database("DATABASE_URL", DATABASE_URL, DATA_DIR / "alongside.sqlite3"),
    KEYS: database("ALONGSIDE_KEYS_DATABASE_URL", KEYS_DATABASE_URL, DATA_DIR / "keys.sqlite3"),
}
DATABASE_ROUTERS = ["alongside.config.databases.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", "", ["redis", "rediss"])
# Limits on signing in count in the cache, so every process must share it: the database does when there is no Redis.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/"  # pictures are at /pictures/…, handed out by a page that knows who may see them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS, WHITENOISE_AUTOREFRESH = not PRODUCTION, DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = env.number("ALONGSIDE_UPLOAD_MEGABYTES", 10, least=1, most=200) * 1_000_000
# Never a temporary file: what people send each other would lie on the disk in clear. Larger requests are refused.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE + 1_000_000

# --- Signing in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/today/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever signs in by a link has read a letter at the address
MFA_ADAPTER = "alongside.web.people.second_steps.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # browsers allow passkeys on 127.0.0.1 without HTTPS, too
# Whoever runs or moderates something has so many days to add a second step. The demo's people need none.
_SECOND_STEP_DAYS = env.number("ALONGSIDE_SECOND_STEP_DAYS", 14, least=0, most=365)
SECOND_STEP_DAYS = None if DEMO else _SECOND_STEP_DAYS
ACCOUNT_ADAPTER = "alongside.web.people.adapter.AccountAdapter"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["email", "first_name", "family_name"]}},
]  # fmt: skip
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# --- Languages and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("de", _("German")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
]
LOCALE_PATHS = [BASE_DIR / "alongside" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Mail and logs -------------------------------------------------------------------------------------------------
MAIL_URL = env.address("ALONGSIDE_MAIL_URL", "", ["smtp", "smtp+starttls", "smtps"])
if PRODUCTION and not MAIL_URL:
    raise BadSetting("ALONGSIDE_MAIL_URL", "is not set. Members sign in by mail, so the program needs a mail server.")
_MAIL = mail_server(MAIL_URL)
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL.backend, _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _MAIL.starttls, _MAIL.tls, 20
DEFAULT_FROM_EMAIL = env.text("ALONGSIDE_MAIL_FROM", f"{SITE_NAME} <alongside@{SITE_HOST}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Answers by mail: the address they go to (name+…@host must reach it), and the folder where the mail server leaves them.
REPLY_ADDRESS = env.text("ALONGSIDE_REPLY_ADDRESS")
MAILDIR = Path(env.text("ALONGSIDE_MAILDIR")) if env.text("ALONGSIDE_MAILDIR") else None
if REPLY_ADDRESS and (MAILDIR is None or not MAILDIR.is_absolute() or not 0 < REPLY_ADDRESS.find("@") < 12):
    raise BadSetting("ALONGSIDE_REPLY_ADDRESS", "needs ALONGSIDE_MAILDIR, and at most eleven characters before the @.")
# Lesser letters one person gets in seven days, over all programs. The last two of them tell of several things at once.
LETTERS_A_WEEK = env.number("ALONGSIDE_LETTERS_A_WEEK", 7, least=3, most=1_000)
# Elsewhere the Mail page shows what went out; here the words of a letter are forgotten once it has gone.
KEEP_SENT_MAIL = not PRODUCTION

LOG_LEVEL = env.choice("ALONGSIDE_LOG_LEVEL", ["debug", "info", "warning", "error"], "info")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL.upper()},
    # Tracebacks and debug pages could carry what somebody wrote in private; nobody is sent them by mail.
    "loggers": {"django": {"handlers": [], "propagate": True}, "django.db.backends": {"level": "INFO"}},
}

env.refuse_unknown()
