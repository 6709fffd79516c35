"""Who a program acts for, and what its token lets it do."""

import io
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle

from activity.actions import attaching, publishing
from activity.models import Attachment
from communities.actions import founding, picturing
from communities.models import Community
from people.actions import joining
from people.models import ApiToken, Follow, Person
from tests.api.conftest import Program

V1 = "/api/v1"


def made(*arguments: str) -> str:
    out = io.StringIO()
    call_command("create_token", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def ask(secret: str) -> int:
    return APIClient().get(f"{V1}/me/", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_program_without_a_token_is_told_to_bring_one(client: APIClient, bo: Person) -> None:
    answer = client.get(f"{V1}/people/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_browser_session_is_no_token(client: APIClient, bo: Person) -> None:
    client.force_login(bo, backend="people.backends.SignIn")
    assert client.get(f"{V1}/people/").status_code == 401


def test_a_reading_token_writes_nothing(program: Program, bo: Person, cy: Person) -> None:
    assert program(bo, scope="read").get(f"{V1}/people/{cy.pk}/").status_code == 200
    refused = program(bo, scope="read").put(f"{V1}/people/{cy.pk}/follow/")
    assert (refused.status_code, refused.json()["detail"]) == (403, "This token may only read.")
    assert not Follow.objects.exists()


def test_the_command_prints_a_token_once_and_keeps_only_its_hash(bo: Person) -> None:
    secret = made("bo", "--scope", "write", "--days", "3", "--name", "robot")
    token = ApiToken.objects.get()
    assert secret.startswith("esn_")
    assert (token.scope, token.name) == ("write", "robot")
    assert secret not in token.digest
    assert token.expires_at
    assert timedelta(days=2) < token.expires_at - timezone.now() < timedelta(days=4)
    assert ask(secret) == 200


@pytest.mark.parametrize(
    "arguments",
    [("nobody",), ("eli",), ("bo", "--days", "0"), ("bo", "--scope", "all"), ("bo", "--name", "")],
)
def test_the_command_says_what_is_wrong(bo: Person, eli: Person, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        made(*arguments)
    assert not ApiToken.objects.exists()


def test_tokens_end(bo: Person) -> None:
    revoked, expired, closed = (made("bo") for _ in range(3))
    assert ask(revoked) == ask(expired) == ask(closed) == 200
    first, second, _third = ApiToken.objects.order_by("pk")
    ApiToken.objects.filter(pk=first.pk).update(revoked_at=timezone.now())
    ApiToken.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    assert [ask(secret) for secret in (revoked, expired, closed)] == [401, 401, 200]
    joining.deactivate_person(None, bo)
    assert ask(closed) == 401


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x y", "Basic eDp5", "bearer \u00fc", "Token x"]
)
def test_anything_else_is_no_token(bo: Person, header: str) -> None:
    assert APIClient().get(f"{V1}/me/", headers={"Authorization": header}).status_code == 401


def test_a_program_in_a_hurry_is_told_when_to_come_back(
    program: Program, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "3/min"})
    client = program(bo)
    answers = [client.get(f"{V1}/me/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


@pytest.fixture
def plan(bo: Person, lab: Community, settings: Settings, tmp_path: Path) -> Attachment:
    """A file of bo's in private Lab."""
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    file = attaching.upload_file(bo, SimpleUploadedFile("plan.txt", b"The plan"))
    publishing.publish_post(bo, community=lab, body="The prototype", attachments=[file])
    return Attachment.objects.get()


def bytes_for(person: Person, address: str, scope: str = "read") -> tuple[int, bytes]:
    secret = made(person.username, "--scope", scope)
    answer = Client().get(address, headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code, answer.content


def test_a_token_fetches_the_bytes_of_what_its_person_sees(
    program: Program, plan: Attachment, bo: Person, max_: Person, dee: Person, ada: Person
) -> None:
    url = program(bo).get(f"{V1}/files/{plan.pk}/").json()["url"]
    address = url.removeprefix("http://testserver")
    assert bytes_for(bo, address) == bytes_for(max_, address) == (200, b"The plan")
    assert [bytes_for(person, address)[0] for person in (dee, ada)] == [404, 404]


def test_a_token_fetches_a_cover_as_far_as_its_person_may_know_of_it(
    plan: Attachment, max_: Person, dee: Person
) -> None:
    vault = founding.found_community(max_, name="Vault", kind="secret")
    target = BytesIO()
    Image.new("RGB", (300, 100), "teal").save(target, "PNG")
    picturing.show_picture(max_, vault, upload=SimpleUploadedFile("v.png", target.getvalue()))
    vault.refresh_from_db()
    assert bytes_for(max_, vault.picture_address)[0] == 200
    assert bytes_for(dee, vault.picture_address)[0] == 404


def test_a_wrong_token_is_told_so_and_opens_no_other_page(plan: Attachment, bo: Person) -> None:
    wrong = Client().get(plan.get_absolute_url(), headers={"Authorization": "Bearer esn_wrong"})
    assert (wrong.status_code, wrong["WWW-Authenticate"]) == (401, 'Bearer realm="ESN"')
    basic = Client().get(plan.get_absolute_url(), headers={"Authorization": "Basic Ym86Ym8="})
    assert basic.status_code == 401
    assert bytes_for(bo, "/")[0] == 302
    secret = made("bo")
    ApiToken.objects.update(revoked_at=timezone.now())
    late = Client().get(plan.get_absolute_url(), headers={"Authorization": f"Bearer {secret}"})
    assert late.status_code == 401


def test_without_a_token_a_file_asks_to_sign_in(plan: Attachment) -> None:
    assert Client().get(plan.get_absolute_url()).status_code == 302
