"""Django's settings. What an administrator may choose comes typed from `environment.py`; the rest is decided here."""

from datetime import timedelta
from urllib.parse import urlsplit

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from lexora.config import parts, policies
from lexora.config.environment import ROOT, read_environment, secret_key
from lexora.config.profile import Profile

django_stubs_ext.monkeypatch()  # lets annotations such as `ModelAdmin[Job]` be evaluated

ENV = read_environment()
DATA_DIR = ENV.lexora_data_dir
CONTENT_DIR = ENV.lexora_content_dir
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # private texts live here

DEBUG = ENV.lexora_debug
SECRET_KEY = secret_key(ENV)
_public = urlsplit(ENV.public_url)
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *([_public.hostname] if _public.hostname else []),
    *ENV.allowed_hosts,
]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"] if ENV.public_url else []
_https = _public.scheme == "https"

LEXORA_LANGUAGES = ENV.lexora_languages
SIGNUP = ENV.signup
BRAND_LINE = ENV.brand_line.strip()
MAIL_IS_SET_UP = bool(ENV.email_host)

INSTALLED_APPS = [
    "lexora.config.apps.LexoraAdminConfig",
    "lexora.accounts.apps.AccountsConfig",  # before allauth, whose templates it overrides
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "servestatic",
    "django.contrib.staticfiles",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "lexora.api",  # before ninja, whose documentation page it overrides
    "ninja",
    "lexora.ui",
    "lexora.jobs",
    "lexora.notifications",
    "lexora.words.apps.WordsConfig",
    "lexora.translation.apps.TranslationConfig",
    "lexora.learning",
    "lexora.vocabulary",
    "lexora.library",
    "lexora.dashboard",
    "lexora.portal",
]

MIDDLEWARE = [
    "lexora.ui.middleware.TraceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "lexora.ui.middleware.BrowserMiddleware",
    "lexora.ui.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lexora.accounts.middleware.SignInMiddleware",
    "lexora.accounts.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lexora.accounts.middleware.ExpiredPasswordMiddleware",
    "lexora.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "lexora.config.urls"
ASGI_APPLICATION = "lexora.config.asgi.application"
TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",  # turns <c-…> into tags
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
COTTON_DIR = "components"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src" / "lexora" / "config" / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
                "django_cotton.templatetags.cotton",
                "lexora.ui.templatetags.components",
                "lexora.ui.templatetags.lx",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lexora.ui.context.shell",
            ],
        },
    }
]

PROFILE = ENV.profile
DATABASES = {"default": parts.database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": parts.cache(ENV)}
CHANNEL_LAYERS = {"default": parts.channel_layer(ENV)}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# Not in a cookie: what one person was told would wait in the browser for the next one.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_EXPIRY = timedelta(days=ENV.password_expiry_days)
PASSWORD_HISTORY = ENV.password_history
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": ENV.password_min_length},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "lexora.accounts.passwords.ClassesValidator", "OPTIONS": {"classes": ENV.password_classes}},
    {"NAME": "lexora.accounts.passwords.HistoryValidator", "OPTIONS": {"remembered": ENV.password_history}},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "lexora.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "portal:welcome"
ACCOUNT_FORMS = {
    "signup": "lexora.accounts.forms.SignupForm",
    "reset_password": "lexora.accounts.forms.ResetForm",
    "add_email": "lexora.accounts.forms.AddAddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_DISPLAY = "lexora.accounts.rules.shown_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SET_UP else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL_IS_SET_UP
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True


def _rates(rate: str, *per: str) -> str:
    """The rate as allauth writes it: `10/minute` per ip and key becomes `10/m/ip,10/m/key`."""
    amount, unit = rate.split("/")
    return ",".join(f"{amount}/{unit[0]}/{one}" for one in per)


ACCOUNT_RATE_LIMITS = {
    "login": _rates(ENV.rate_signin, "ip"),
    "login_failed": _rates(ENV.rate_signin, "ip", "key"),
    "signup": _rates(ENV.rate_signup, "ip"),
    "reset_password": _rates(ENV.rate_reset, "ip", "key"),
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.trust_proxy else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lexora"
MFA_TOTP_TOLERANCE = 1  # codes of the half minute before and after, for a clock that is not quite right
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_IS_SET_UP  # without mail no address can be verified

# With RabbitMQ the web process only writes jobs down; `lexora worker` sends them and takes the answers.
JOBS_RUN_HERE = PROFILE is not Profile.STACK
SERVICE_ACCESS = "lexora.jobs.embedded" if JOBS_RUN_HERE else "lexora.jobs.remote"
RATE_STORAGE = ENV.redis_url or "memory://"
RATES = {
    "translator": ENV.rate_translator,
    "search": ENV.rate_search,
    "print": ENV.rate_print,
    "api": ENV.rate_api,
    "api_token": ENV.rate_api_token,
}

# Mail

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_IS_SET_UP else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = ENV.email_host, ENV.email_port, ENV.email_tls
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.email_user, ENV.email_password
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV.default_from_email

# The interface

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("uk", _("Ukrainian")), ("el", _("Greek"))]
# Our own strings, and our wording for strings of allauth and Django that stand on our pages.
LOCALE_PATHS = [ROOT / "src" / "lexora" / folder for folder in ("locale", "locale_packages")]
LANGUAGE_COOKIE_NAME = "lexora_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["lexora.ui.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lexora.ui.finders.NpmFinder",
]
NODE_MODULES = ROOT / "node_modules"
STORAGES = {
    "default": {
        "BACKEND": "lexora.core.files.PrivateFiles",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {"BACKEND": "lexora.ui.storage.HashedStaticFiles"},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_ACCEL = ENV.media_accel
FORM_RENDERER = "lexora.ui.forms.LexoraRenderer"

# Security

CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.CONTENT}
PERMISSIONS_POLICY = policies.PERMISSIONS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other hosts of the domain are not ours to promise for
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trust_proxy else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lexora.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes of a body that is no file
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"trace": {"()": "lexora.core.tracing.TraceFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(trace)s] %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["trace"]}},
    "root": {"handlers": ["console"], "level": ENV.lexora_log_level},
    # httpx writes each address it asks, and the texts of learners stand in them.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}
