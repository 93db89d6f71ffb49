"""What compose.yaml and the Dockerfiles promise: nothing open, nothing secret, nothing forgotten."""

import re
from typing import Any

import pytest
import yaml

from lexora.config.environment import ROOT
from lexora_services.translation.settings import TranslationSettings
from tools.nginx import PLACEHOLDER, SOURCE, NginxSettings

TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILES = sorted((ROOT / "deploy" / "docker").glob("*.Dockerfile"))
SECRET_NAMES = re.compile("PASSWORD|PASS$|SECRET|TOKEN|API_KEY|_URL$")
OWN_IMAGES = {"lexora-platform", "lexora-services"}
INSIDE_THE_IMAGE = {"FREEDICT_DIR", "DICTIONARY_FILE"}


def environment(name: str) -> dict[str, Any]:
    return dict(SERVICES[name].get("environment", {}))


def test_nothing_but_nginx_is_published() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_servers_that_hold_data_have_no_way_out() -> None:
    assert COMPOSE["networks"]["inner"] == {"internal": True}
    assert {name: SERVICES[name]["networks"] for name in ("postgres", "rabbitmq", "redis")} == {
        "postgres": ["inner"],
        "rabbitmq": ["inner"],
        "redis": ["inner"],
    }


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_container_has_few_rights_and_a_limit(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["deploy"]["resources"]["limits"]["memory"]
    assert service.get("user") or service["image"] in OWN_IMAGES


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_container_that_stays_tells_whether_it_is_well(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    if name == "prepare":
        assert check == {"disable": True}
    else:
        assert check["test"][0] == "CMD"


def test_everything_waits_for_what_it_needs() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            assert how["condition"] == ("service_completed_successfully" if needed == "prepare" else "service_healthy")


def test_images_are_pinned_to_the_versions_lexora_is_made_for() -> None:
    images = {service["image"] for service in SERVICES.values()} - OWN_IMAGES
    images |= {
        image
        for file in DOCKERFILES
        for image in re.findall(r"^FROM (\S+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert [image for image in images if not re.search(r":v?\d+\.\d+\.\d+(-|$)|^postgres:\d+\.\d+-", image)] == []
    for version in ("postgres:16.", "rabbitmq:3.", "redis:7.", "nginx:1.27.", "python:3.11.", "node:20."):
        assert [image for image in images if image.startswith(version)], version


def test_no_secret_stands_in_the_file() -> None:
    said = [(name, key, value) for name in SERVICES for key, value in environment(name).items()]
    secrets = [(name, key, str(value)) for name, key, value in said if value and SECRET_NAMES.search(key)]
    assert len(secrets) > 8
    plain = {value for _name, _key, value in secrets if "${" not in value}
    assert plain == {"redis://redis:6379/0", "http://translation:8001"}
    demanded = set(re.findall(r"\$\{(\w+):\?", TEXT))
    assert demanded == {"POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "SECRET_KEY", "SERVICE_TOKEN"}
    example = (ROOT / "deploy" / "docker" / "env.example").read_text(encoding="utf-8")
    assert demanded <= set(re.findall(r"^(\w+)=$", example, re.MULTILINE))


def test_the_translation_service_gets_its_settings_and_no_secret_that_it_does_not_need() -> None:
    names = {field.upper() for field in TranslationSettings.model_fields} - INSIDE_THE_IMAGE
    assert names <= environment("translation").keys()
    assert "env_file" not in SERVICES["translation"]
    assert not {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} & environment("translation").keys()


def test_postgresql_knows_greek_and_cyrillic_letters() -> None:
    assert "--locale=C.UTF-8" in environment("postgres")["POSTGRES_INITDB_ARGS"]


def test_the_queues_are_found_again_when_the_container_is_made_anew() -> None:
    assert SERVICES["rabbitmq"]["hostname"] == "rabbitmq"


def test_nginx_is_told_everything_that_its_configuration_asks_for() -> None:
    asked = {name for file in (SOURCE / "templates").glob("*") for name in PLACEHOLDER.findall(file.read_text())}
    assert asked <= environment("nginx").keys()


@pytest.mark.parametrize(
    "field", sorted(set(NginxSettings.model_fields) - {"nginx_certificates", "nginx_trusted_proxy"})
)
def test_nginx_has_the_same_defaults_with_and_without_docker(field: str) -> None:
    [shown] = set(re.findall(rf"\$\{{{field.upper()}:-([^}}]*)\}}", TEXT))
    assert shown == str(NginxSettings.model_fields[field].default)


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: str(file.name))
def test_a_dockerfile_runs_without_root_from_locked_packages_that_are_there(file: Any) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE)[-1] == "10001:10001"
    assert "HEALTHCHECK" in text
    assert all("--require-hashes" in line for line in text.splitlines() if "pip install" in line)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    sent = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert [
        source for source in sources if not any(source == one or source.startswith(f"{one}/") for one in sent)
    ] == []
