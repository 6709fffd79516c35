"""The cast: named people in named rooms, the same in every story."""

import hashlib
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from communities.actions import founding, membership
from communities.models import Community, Membership
from people.actions import access, joining
from people.models import OrgUnit, Person, RoleGrant, Site

PASSWORD = "correct-horse-battery"  # noqa: S105
# One cheap hash for all: hashing per person would be most of the suite's time.
HASH = "md5$salt$" + hashlib.md5(b"salt" + PASSWORD.encode(), usedforsecurity=False).hexdigest()

Seat = Callable[..., Person]

# However busy the machine is: a property holds or it does not.
hypothesis_settings.register_profile("esn", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("esn")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let a test database of SQLite be emptied between tests: PostgreSQL truncates, which fires no row's trigger."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS kit_audit_no_delete")


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings: Settings) -> None:
    """Numbers start anew in many tests; what one kept for thread 1 is not for the thread 1 of the next."""
    default = {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}
    settings.CACHES = {**settings.CACHES, "default": default}


@pytest.fixture(autouse=True)
def _slow_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, what the bar of every page keeps is kept for a whole story: pages ask equally often."""
    monkeypatch.setattr("inbox.bell.keeping.KEPT", 3600)
    monkeypatch.setattr("moderation.queue.SOON", 3600)


@pytest.fixture
def company(db: None) -> OrgUnit:
    return OrgUnit.objects.create(name="Acme", kind=OrgUnit.Kind.COMPANY, code="acme")


@pytest.fixture
def engineering(company: OrgUnit) -> OrgUnit:
    return OrgUnit.objects.create(name="Engineering", parent=company, code="eng")


@pytest.fixture
def sales(company: OrgUnit) -> OrgUnit:
    return OrgUnit.objects.create(name="Sales", parent=company, code="sales")


@pytest.fixture
def here(db: None) -> Site:
    return Site.objects.create(name="Bergen", timezone="Europe/Oslo")


@pytest.fixture
def seat(here: Site) -> Seat:
    """Give somebody a seat in the company: seat("bo", "Bo Berg", unit)."""

    def place(username: str, name: str, unit: OrgUnit | None, **fields: object) -> Person:
        return joining.add_person(
            None,
            username=username,
            display_name=name,
            email=f"{username}@acme.example",
            password_hash=HASH,
            unit=unit,
            site=here,
            **fields,  # type: ignore[arg-type]
        )

    return place


@pytest.fixture
def ada(seat: Seat, engineering: OrgUnit) -> Person:
    """The site administrator."""
    person = seat("ada", "Ada Aasen", engineering, title="IT")
    access.grant_role(None, person, role=RoleGrant.Role.ADMINISTRATOR)
    return person


@pytest.fixture
def bo(seat: Seat, engineering: OrgUnit) -> Person:
    """Member of open Hall and private Lab."""
    return seat("bo", "Bo Berg", engineering, title="Engineer", skills="CAD, welding")


@pytest.fixture
def cy(seat: Seat, sales: OrgUnit) -> Person:
    """Member of Hall only."""
    return seat("cy", "Cy Dahl", sales, title="Account manager")


@pytest.fixture
def dee(seat: Seat, sales: OrgUnit) -> Person:
    """The outsider: an employee in no community, who must see nothing of Lab."""
    return seat("dee", "Dee Düring", sales)


@pytest.fixture
def eli(seat: Seat, sales: OrgUnit) -> Person:
    """Deactivated."""
    person = seat("eli", "Eli Eik", sales)
    joining.deactivate_person(None, person)
    return person


@pytest.fixture
def fay(seat: Seat, engineering: OrgUnit) -> Person:
    """Joined today."""
    return seat("fay", "Fay Falk", engineering, hired_on=timezone.localdate())


@pytest.fixture
def max_(seat: Seat, engineering: OrgUnit) -> Person:
    """Community manager of Lab."""
    return seat("max", "Max Moe", engineering, level=Person.Level.LEAD)


@pytest.fixture
def eve(seat: Seat, company: OrgUnit) -> Person:
    """An executive: dashboards, no right to contents."""
    person = seat("eve", "Eve Enger", company, level=Person.Level.EXECUTIVE, title="CEO")
    access.grant_role(None, person, role=RoleGrant.Role.EXECUTIVE)
    return person


@pytest.fixture
def gus(seat: Seat, hall: Community, max_: Person) -> Person:
    """An external guest, invited to Hall alone."""
    person = seat("gus", "Gus Gast", None, is_external=True)
    Membership.objects.create(community=hall, person=person, since_at=timezone.now())
    Community.objects.filter(pk=hall.pk).update(member_count=4)
    return person


@pytest.fixture
def everyone(db: None) -> Community:
    return founding.everyone()


@pytest.fixture
def hall(max_: Person, bo: Person, cy: Person) -> Community:
    """Open: max owns it, bo and cy belong to it."""
    community = founding.found_community(max_, name="Hall", description="Where everybody meets")
    for person in (bo, cy):
        membership.join_community(person, community)
    community.refresh_from_db()
    return community


@pytest.fixture
def lab(max_: Person, bo: Person) -> Community:
    """Private: max owns it, bo belongs to it."""
    community = founding.found_community(max_, name="Lab", kind="private", description="Prototypes")
    membership.add_member(max_, community, bo)
    community.refresh_from_db()
    return community


@pytest.fixture
def vault(max_: Person) -> Community:
    """Secret: max alone."""
    return founding.found_community(max_, name="Vault", kind="secret", description="The merger")


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """Return a browser in which this person is signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="people.backends.SignIn")
        return client

    return sign_in
