"""All settings. Every knob is an environment variable with a safe local default; a bad value stops the program.

OPENMGI_VAR            folder for what the program writes: the database, the secret key, collected static files
OPENMGI_DATA           folder with the data that the product knows before anyone uses it
OPENMGI_SECRET_KEY     or OPENMGI_SECRET_KEY_FILE; by default made once and kept in OPENMGI_VAR
OPENMGI_HOSTS          host names that the server answers to, separated by commas
OPENMGI_HTTPS          "yes" when the site is reached by HTTPS only
OPENMGI_DEBUG          "yes" to see errors in the browser while developing
OPENMGI_SITE_NAME      name of the site, in titles and citations
OPENMGI_ADDRESS        address of the site, for citations, files, links in e-mails; `openmgi serve` names its own
OPENMGI_SECOND_FACTOR  "yes" when everyone who signs in must have a second factor
OPENMGI_OIDC_URL       address of an OpenID Connect provider; with OPENMGI_OIDC_NAME, OPENMGI_OIDC_CLIENT and
                       OPENMGI_OIDC_SECRET or OPENMGI_OIDC_SECRET_FILE
OPENMGI_MAIL           mail server: smtp://user@host:port, smtp+tls:// or smtps://; by default mail is printed. With
                       OPENMGI_MAIL_PASSWORD or OPENMGI_MAIL_PASSWORD_FILE
OPENMGI_MAIL_FROM      sender of mail
DATABASE_URL           SQLite in OPENMGI_VAR by default; `postgres://…` for PostgreSQL
OPENMGI_DOCUMENTS      folder of the files of the evidence library; documents/ in OPENMGI_VAR by default
OPENMGI_LARGEST_FILE   the largest file that is taken into it, in megabytes; 1000 by default
OPENMGI_TASK_WORKERS   processes that work in the background; 1 by default
OPENMGI_API_RATE       requests to the API in a minute from one address, in each process; 300 by default
OPENMGI_TASK_PATIENCE  seconds without a sign of life after which work is taken up by another process; 60 by default
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def _yes(name: str) -> bool:
    value = os.environ.get(name, "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")
    return value == "yes"


def _secret_key(kept: Path) -> str:
    """The key from the environment or from a file; on a laptop, one made at the first start and kept."""
    if key := os.environ.get("OPENMGI_SECRET_KEY"):
        return key
    file = Path(os.environ.get("OPENMGI_SECRET_KEY_FILE", kept))
    if file == kept and not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def _address(name: str, default: str) -> str:
    """The address of a site, without a slash at its end."""
    address = os.environ.get(name, default)
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be http:// or https:// with a host, not {address!r}")
    return address.rstrip("/")


def _secret(name: str) -> str:
    """A secret from the environment, or from the file that <name>_FILE names."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, "")


def _openid_connect() -> dict[str, Any]:
    """One OpenID Connect provider, where OPENMGI_OIDC_URL names it."""
    url = os.environ.get("OPENMGI_OIDC_URL")
    if not url:
        return {}
    app = {
        "provider_id": "oidc",
        "name": os.environ.get("OPENMGI_OIDC_NAME", "OpenID Connect"),
        "client_id": os.environ.get("OPENMGI_OIDC_CLIENT", ""),
        "secret": _secret("OPENMGI_OIDC_SECRET"),
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def _mail(address: str) -> dict[str, Any]:
    """Settings of the mail server at smtp://user@host:port or smtps://…; the password is OPENMGI_MAIL_PASSWORD."""
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"OPENMGI_MAIL must be smtp://, smtp+tls:// or smtps:// with a host, not {address!r}"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": _secret("OPENMGI_MAIL_PASSWORD"),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


VAR_DIR = Path(os.environ.get("OPENMGI_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATA_DIR = Path(os.environ.get("OPENMGI_DATA", BASE_DIR / "data"))
DOCUMENTS_DIR = Path(os.environ.get("OPENMGI_DOCUMENTS", VAR_DIR / "documents"))
INDEX_DIR = VAR_DIR / "index"  # of passages; derived from the database, one for each machine
LARGEST_FILE = int(os.environ.get("OPENMGI_LARGEST_FILE", "1000")) * 1_000_000

DEBUG = _yes("OPENMGI_DEBUG")
SECRET_KEY = _secret_key(VAR_DIR / "secret-key")
ALLOWED_HOSTS = os.environ.get("OPENMGI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_q",
    "openmgi.web",
    "openmgi.accounts",
    "openmgi.library",
    "openmgi.assessments",
    "openmgi.publications",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "openmgi.accounts.middleware.PrivatePagesMiddleware",
    "openmgi.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "openmgi.urls"
WSGI_APPLICATION = "openmgi.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "openmgi" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "openmgi.web.context.site",
                "openmgi.accounts.context.signed_in",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "openmgi.web.templatetags.page",
                "openmgi.library.templatetags.frameworks",
                "openmgi.assessments.templatetags.work",
                "openmgi.assessments.templatetags.cards",
                "openmgi.assessments.templatetags.evidence",
                "openmgi.assessments.templatetags.drafting",
                "openmgi.assessments.templatetags.consultation",
                "openmgi.publications.templatetags.listed",
                "openmgi.publications.templatetags.sdg",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",  # the sitemap of Django
                    ],
                ),
            ],
        },
    }
]

# Each worker keeps its connection: opening one anew for every page would cost more than the page.
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'openmgi.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while one writes; a second writer waits instead of failing.
    # What is acknowledged is on the disk: a power cut loses nothing that somebody saw as saved.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts of failed logins are shared by all workers, on one machine or on many.
CACHES: dict[str, dict[str, Any]] = {
    # Parts of pages that are made once in each process, for as long as what they show does not change.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "openmgi_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so that many attempts cannot push out the counts of others
    },
}

# Background work: its queue is in the database, so that a laptop needs no other service. What a killed process
# had in hand is taken up again (`openmgi.library.tasks`), so the queue itself tries no task again for a long time.
TASK_PATIENCE = int(os.environ.get("OPENMGI_TASK_PATIENCE", "60"))
Q_CLUSTER = {
    "name": "openmgi",
    "label": "OpenMGI",
    "orm": "default",
    "workers": int(os.environ.get("OPENMGI_TASK_WORKERS", "1")),
    "timeout": 3600,
    "retry": 4000,
    "ack_failures": True,
    "max_attempts": 1,
    "poll": 1,
    "bulk": 1,
    "queue_limit": 2,
    "save_limit": 100,
    "scheduler": False,
    "catch_up": False,
    "cache": "fragments",
    "log_level": "WARNING",
}

SITE_NAME = os.environ.get("OPENMGI_SITE_NAME", "OpenMGI")
SITE_ADDRESS = _address("OPENMGI_ADDRESS", "http://127.0.0.1:8000")

LANGUAGE_CODE = "en"
API_REQUESTS_PER_MINUTE = int(os.environ.get("OPENMGI_API_RATE", "300"))  # from one address, in each process
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "openmgi" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "openmgi" / "static"]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
if DEBUG:
    STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "openmgi.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "openmgi.accounts.passwords.SimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
CSRF_FAILURE_VIEW = "openmgi.accounts.views.stale_form"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
ACCOUNT_ADAPTER = "openmgi.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
MFA_ADAPTER = "openmgi.accounts.adapter.MFAAdapter"
MFA_FORMS = {"add_webauthn": "openmgi.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
SECOND_FACTOR_REQUIRED = _yes("OPENMGI_SECOND_FACTOR")
SOCIALACCOUNT_ADAPTER = "openmgi.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = _openid_connect()
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if mail := os.environ.get("OPENMGI_MAIL"):
    globals().update(_mail(mail))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("OPENMGI_MAIL_FROM", "openmgi@localhost")
ACCOUNT_EMAIL_SUBJECT_PREFIX = EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],  # the code that a phone scans to add a second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
if _yes("OPENMGI_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # where X-Forwarded-For is there, its last address is the reader's

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "openmgi.accounts.log.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
