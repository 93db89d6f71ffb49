"""The configuration of Nginx, made from deploy/nginx: as the image of Nginx does, for an Nginx of this machine."""

import os
import re
import shutil
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from lexora.config.environment import ROOT

SOURCE = ROOT / "deploy" / "nginx"
PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")
NOBODY = "255.255.255.255"


class NginxSettings(BaseSettings):
    """What an administrator may choose about Nginx. compose.yaml has the same names and defaults."""

    model_config = SettingsConfigDict(
        env_file=os.environ.get("LEXORA_ENV_FILE", ROOT / ".env"), extra="ignore", env_ignore_empty=True, frozen=True
    )

    nginx_port: int = Field(5433, ge=1, le=65535)
    nginx_tls_port: int = Field(5443, ge=1, le=65535)
    nginx_certificates: str = ""
    nginx_trusted_proxy: str = ""
    nginx_rate: int = Field(50, ge=1)
    nginx_burst: int = Field(200, ge=1)
    nginx_connections: int = Field(200, ge=1)


def find_nginx() -> str | None:
    """Its path. Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def write_configuration(
    run: Path, settings: NginxSettings, *, host: str, web: str, data: Path, logs: Path, public_url: str = ""
) -> Path:
    """Write everything Nginx reads into the folder `run`; return the file to start it with."""
    challenge = run / "challenge"
    challenge.mkdir(parents=True, exist_ok=True)
    certificates = Path(settings.nginx_certificates or run / "certificates").resolve()
    values = {
        # An Nginx that root starts gives its rights away, and could no longer read the data folder.
        "NGINX_USER": "user root;" if os.geteuid() == 0 else "",
        "NGINX_RUN": str(run),
        "NGINX_LISTEN": f"{host}:{settings.nginx_port}",
        "NGINX_TLS_LISTEN": f"{host}:{settings.nginx_tls_port}",
        "NGINX_PUBLIC_URL": public_url,
        "NGINX_CERTIFICATES": str(certificates),
        "NGINX_CHALLENGE": str(challenge),
        "NGINX_WEB": web,
        "NGINX_RESOLVER": "127.0.0.1",  # never asked: the platform has a numeric address
        "NGINX_DATA": str(data),
        "NGINX_PAGES": str(SOURCE / "pages"),
        "NGINX_ACCESS_LOG": str(logs / "nginx-access.log"),
        "NGINX_TRUSTED_PROXY": settings.nginx_trusted_proxy or NOBODY,
        "NGINX_RATE": str(settings.nginx_rate),
        "NGINX_BURST": str(settings.nginx_burst),
        "NGINX_CONNECTIONS": str(settings.nginx_connections),
    }
    render(run, values)
    scheme = "https" if has_certificate(certificates) else "http"
    (run / "scheme.conf").write_text(f"include {scheme}.conf;\n")
    return run / "nginx.conf"


def render(run: Path, values: dict[str, str]) -> None:
    """Fill in the templates. A name without a value is a mistake and raises `KeyError`."""
    for template in sorted((SOURCE / "templates").glob("*.template")):
        text = PLACEHOLDER.sub(lambda found: values[found[1]], template.read_text(encoding="utf-8"))
        (run / template.stem).write_text(text, encoding="utf-8")


def has_certificate(folder: Path) -> bool:
    """Whether Nginx can speak TLS: both files of the usual names are there."""
    return all((folder / name).is_file() for name in ("fullchain.pem", "privkey.pem"))
