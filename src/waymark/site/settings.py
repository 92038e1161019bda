"""Django's settings, made from the configuration of this installation. Nothing is read from elsewhere."""

from pathlib import Path

from waymark.site.configuration import configuration
from waymark.site.keys.ring import ring

_HERE = Path(__file__).parent
_INSTALLED = configuration()

SECRET_KEY = ring().web.hex()
DEBUG = _INSTALLED.debug and not _INSTALLED.production
ALLOWED_HOSTS = [*_INSTALLED.hosts, "localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": _INSTALLED.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
# Rows keep moments in UTC; pages show what the clock on the wall of the programme shows.
TIME_ZONE = _INSTALLED.zone
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
FORMAT_MODULE_PATH = "waymark.site.formats"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "waymark.site.keys",
    "waymark.site.audit",
    "waymark.site.accounts",
    "waymark.site.people",
    "waymark.site.records",
    "waymark.site.interviews",
    "waymark.site.plans",
    "waymark.site.documents",
    "waymark.site.notes",
    "waymark.site.appointments",
    "waymark.site.messages",
    "waymark.site.meetings",
    "waymark.site.outbox",
    "waymark.site.worklist",
    "waymark.site.oversight",
    "waymark.site.rewards",
    "waymark.site.walking",
    "waymark.site.pages",
    "waymark.site.operations",
]
MIDDLEWARE = [
    "waymark.site.operations.metrics.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "waymark.site.pages.middleware.OurHostOnly",
    "waymark.site.pages.middleware.NotTooMuch",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "waymark.site.accounts.who.Who",
    "waymark.site.accounts.language.SpokenLanguage",
    "waymark.site.accounts.doors.Doors",
    "waymark.site.access.middleware.EveryViewHasAPolicy",
]
ROOT_URLCONF = "waymark.site.urls"
WSGI_APPLICATION = "waymark.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "waymark.site.pages.context.every_page",
            ],
            "builtins": ["waymark.site.pages.templatetags.say"],
        },
    }
]

# Signing in.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if _INSTALLED.demo:
    # First, so that signing in does not turn the password of the demo into one that works elsewhere.
    PASSWORD_HASHERS.insert(0, "waymark.site.operations.demo_password.DemoHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

# Cookies: ours alone, no script reads them; an idle session ends.
SESSION_ENGINE = "waymark.site.accounts.sessions"
SESSION_COOKIE_NAME = "waymark"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "waymark-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "waymark.site.pages.failures.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _INSTALLED.production
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing of an address goes to another host. With “no-referrer” browsers send forms with the origin “null”, and every
# form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if _INSTALLED.production:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A file that somebody sends is held in memory, sealed, and never lies about as it came.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Text that is typed or pasted; files are counted apart.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

STATIC_URL = "static/"
STATIC_ROOT = None
STATICFILES_DIRS = [_HERE / "pages" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "waymark.site.pages.finder.Shared"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# What goes wrong is told without what people wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "waymark.site.operations.logs.WithoutPersons"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["errors"], "level": "WARNING", "propagate": False},
        # One line for each answer where somebody reads them; a terminal stays quiet.
        "waymark.site.answers": {"level": "INFO" if _INSTALLED.production else "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
