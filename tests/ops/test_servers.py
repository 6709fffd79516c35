"""What the compose file and the image promise, as far as it can be told without their engine."""

from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

COMPOSE: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["web", "worker", "beat"]
DOCKERFILE = (settings.BASE_DIR / "Dockerfile").read_text()


def test_the_five_services_are_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_says_how_it_is(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "user" not in service
    assert "USER esn" in DOCKERFILE


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_the_environment(name: str) -> None:
    environment: dict[str, str] = SERVICES[name].get("environment", {})
    plain = {
        key for key in environment if ("PASSWORD" in key or "SECRET" in key) and not key.endswith("_FILE")
    }
    assert not plain
    files = {value for key, value in environment.items() if key.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in SERVICES[name].get("secrets", [])}


def test_only_the_web_can_be_reached() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["web"]
    assert COMPOSE["networks"]["inside"]["internal"]


@pytest.mark.parametrize("name", OURS)
def test_every_management_command_that_is_named_exists(name: str) -> None:
    service = SERVICES[name]
    words = " ".join([*service["command"], *service["healthcheck"]["test"]]).split()
    named = {words[at + 1] for at, word in enumerate(words) if word == "manage.py"}
    assert named <= set(get_commands())


def test_what_must_last_has_a_volume() -> None:
    assert set(COMPOSE["volumes"]) == {"data", "postgres"}
    assert all("data:/data" in SERVICES[name]["volumes"] for name in OURS)
    assert "ESN_DATA_DIR=/data" in DOCKERFILE


def test_the_image_installs_exactly_what_is_locked() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "requirements/run.txt" in DOCKERFILE
    assert DOCKERFILE.count("FROM ") == 2
