"""The ways in: a password, a one-time link, a forgotten password; and who stays out."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from esn.kit import clock
from esn.kit.models import Mail
from people.actions import access, joining
from people.models import Person, SignInLink
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
Browse = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _no_old_failures() -> None:
    cache.clear()


def enter(client: Client, name: str, password: str = PASSWORD, **more: str) -> bool:
    client.post(LOGIN, {"login": name, "password": password, **more})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["bo", "BO", "bo@acme.example"])
def test_user_name_and_e_mail_both_open_the_door(bo: Person, name: str) -> None:
    assert enter(Client(), name)


def test_a_wrong_password_says_so_and_keeps_the_name(bo: Person) -> None:
    answer = Client().post(LOGIN, {"login": "bo", "password": "wrong"})
    page = answer.content.decode()
    assert "not correct" in page
    assert 'value="bo"' in page


def test_an_unknown_name_is_answered_like_a_wrong_password(bo: Person) -> None:
    def errors(name: str) -> str:
        return str(Client().post(LOGIN, {"login": name, "password": "wrong"}).context["form"].errors)

    assert errors("bo") == errors("nobody")


def test_too_many_tries_lock_the_door_and_say_so(bo: Person) -> None:
    client = Client()
    for _ in range(6):
        client.post(LOGIN, {"login": "bo", "password": "wrong"})
    answer = client.post(LOGIN, {"login": "bo", "password": PASSWORD})
    assert "Too many failed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_way_in_never_leads_off_the_site(bo: Person) -> None:
    good = Client().post(LOGIN, {"login": "bo", "password": PASSWORD, "next": "/people/"})
    assert good["Location"] == "/people/"
    for trap in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = Client().post(LOGIN, {"login": "bo", "password": PASSWORD, "next": trap})
        assert "evil" not in answer.get("Location", "")


def test_a_planted_session_is_worth_nothing_after_sign_in(bo: Person) -> None:
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    assert client.cookies["session"].value == planted
    assert enter(client, "bo")
    assert client.session.session_key != planted


def test_a_closed_account_is_told_so(eli: Person) -> None:
    client = Client()
    answer = client.post(LOGIN, {"login": "eli", "password": PASSWORD}, follow=True)
    assert not eli.is_active
    assert "_auth_user_id" not in client.session
    # The password is right, so the account is its owner's to know of.
    assert "This account is closed" in answer.content.decode()


def test_closing_an_account_ends_its_session(browse: Browse, bo: Person, ada: Person) -> None:
    client = browse(bo)
    assert client.get("/people/").status_code == 200
    joining.deactivate_person(ada, bo)
    assert client.get("/people/")["Location"].startswith(LOGIN)


def test_nobody_signs_up_by_themselves() -> None:
    client = Client()
    words = {"username": "mallory", "email": "m@x.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", words)
    assert "Accounts come from your company" in client.get("/accounts/signup/").content.decode()
    assert not Person.objects.filter(username="mallory").exists()


def test_a_forgotten_password_is_set_anew_through_the_outbox(bo: Person, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "esn.kit.outbox.OutboxBackend"
    client = Client()
    assert client.get("/accounts/password/reset/").status_code == 200
    sent = client.post("/accounts/password/reset/", {"email": "bo@acme.example"}, follow=True)
    assert "Look into your mail" in sent.content.decode()
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", Mail.objects.get().text)
    assert link
    form = client.get(link[1], follow=True)
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": "a brand new passphrase", "password2": "a brand new passphrase"})
    assert enter(Client(), "bo", "a brand new passphrase")
    assert not enter(Client(), "bo")


def test_an_unknown_address_is_answered_like_a_known_one(bo: Person, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "esn.kit.outbox.OutboxBackend"
    known = Client().post("/accounts/password/reset/", {"email": "bo@acme.example"})
    other = Client().post("/accounts/password/reset/", {"email": "nobody@acme.example"})
    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])


def test_looking_at_a_one_time_link_does_not_spend_it(bo: Person) -> None:
    path, client = f"/people/welcome/{access.make_sign_in_link(bo)}/", Client()
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert client.post(path)["Location"] == "/"
    assert int(client.session["_auth_user_id"]) == bo.pk


def test_a_one_time_link_works_once(bo: Person) -> None:
    path = f"/people/welcome/{access.make_sign_in_link(bo)}/"
    Client().post(path)
    late = Client()
    assert late.post(path).status_code == late.get(path).status_code == 410
    assert "_auth_user_id" not in late.session


def test_a_one_time_link_grows_old_and_closes_with_the_account(bo: Person, cy: Person, ada: Person) -> None:
    old, closed = access.make_sign_in_link(bo), access.make_sign_in_link(cy)
    SignInLink.objects.filter(person=bo).update(expires_at=clock.now() - timedelta(seconds=1))
    joining.deactivate_person(ada, cy)
    for secret in (old, closed, "forged"):
        assert Client().post(f"/people/welcome/{secret}/").status_code == 410
    assert not SignInLink.objects.exclude(used_at=None).exists()


def test_the_administrator_s_link_is_printed(settings: Settings) -> None:
    out = StringIO()
    call_command("admin_link", stdout=out)
    path = out.getvalue().strip().removeprefix(settings.BASE_URL)
    client = Client()
    client.post(path)
    assert Person.objects.get(pk=client.session["_auth_user_id"]).is_staff
    with pytest.raises(CommandError):
        call_command("admin_link", "nobody")


def test_signing_in_is_the_default(bo: Person) -> None:
    for path in ("/people/", "/people/bo/", "/people/units/", "/people/me/edit/", "/communities/"):
        assert Client().get(path)["Location"].startswith(LOGIN)
