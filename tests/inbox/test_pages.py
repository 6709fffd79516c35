"""The bell on the page: what is shown, opened, marked and chosen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import commenting, publishing
from activity.models import Thread
from communities.models import Community
from esn.kit import clock
from esn.kit.models import AuditEntry
from inbox import bell
from inbox.actions import reading
from inbox.models import CommunityLevel, Notification, Preference
from people.models import Person
from tests.inbox.conftest import only, told

Round = Callable[[], None]
Browse = Callable[[Person], Client]
PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def thread(hall: Community, max_: Person, bo: Person, clear: Round, work: Round) -> Thread:
    """A post of bo's that max answered."""
    made = publishing.publish_post(bo, community=hall, title="Lunch", body="Where?").thread
    clear()
    commenting.add_comment(max_, made, body="At the **harbour**")
    work()
    return made


def test_an_empty_bell_says_so(dee: Person, browse: Browse) -> None:
    page = browse(dee).get("/inbox/").content.decode()
    assert "You are all caught up" in page
    assert "You are all caught up" in browse(dee).get("/inbox/menu/").content.decode()
    assert 'class="bell-count" aria-hidden="true" hidden' in page


def test_the_page_tells_who_did_what_where(thread: Thread, bo: Person, browse: Browse) -> None:
    page = browse(bo).get("/inbox/").content.decode()
    assert "<strong>Max Moe</strong> answered you in <em>Lunch</em>" in page
    assert "At the harbour" in page
    assert "Today" in page
    assert ": 1 unread" in page


def test_names_and_titles_are_escaped(
    hall: Community, bo: Person, max_: Person, browse: Browse, work: Round
) -> None:
    Person.objects.filter(pk=max_.pk).update(display_name="<b>{what}</b>")
    publishing.publish_post(max_, community=hall, title="<i>{who}</i>", body="@bo look")
    work()
    page = browse(bo).get("/inbox/").content.decode()
    assert "<strong>&lt;b&gt;{what}&lt;/b&gt;</strong> named you in <em>&lt;i&gt;{who}&lt;/i&gt;</em>" in page


def test_opening_marks_read_and_leads_to_the_exact_place(thread: Thread, bo: Person, browse: Browse) -> None:
    comment = thread.comments.get()
    answer = browse(bo).get(f"/inbox/{only(bo).pk}/")
    assert answer["Location"] == f"{thread.get_absolute_url()}?comment={comment.pk}#comment-{comment.pk}"
    assert bell.count(bo) == 0
    assert told(bo) == ["reply"]


def test_one_is_marked_read_and_unread_in_place(thread: Thread, bo: Person, browse: Browse) -> None:
    client, row = browse(bo), only(bo)
    piece = client.post(f"/inbox/{row.pk}/read/", headers=PARTIAL).content.decode()
    assert "Mark unread" in piece
    assert bell.count(bo) == 0
    piece = client.post(f"/inbox/{row.pk}/unread/", headers=PARTIAL).content.decode()
    assert "is-unread" in piece
    assert bell.count(bo) == 1


def test_without_a_script_marking_comes_back_to_the_page(thread: Thread, bo: Person, browse: Browse) -> None:
    assert browse(bo).post(f"/inbox/{only(bo).pk}/read/")["Location"] == "/inbox/"


def test_unread_again_joins_what_came_meanwhile(
    thread: Thread, bo: Person, max_: Person, cy: Person, work: Round
) -> None:
    old = only(bo)
    reading.mark_read(bo, old)
    commenting.add_comment(cy, thread, body="No, at home")
    work()
    assert bell.seen(bo).count() == 2
    reading.mark_unread(bo, old)
    row = only(bo)
    assert (row.count, row.people, row.actors, row.comment_id) == (2, 2, [cy.pk, max_.pk], old.comment_id)


def test_all_read_leaves_what_came_after_the_page_was_made(
    thread: Thread, bo: Person, max_: Person, hall: Community, browse: Browse, work: Round
) -> None:
    until = only(bo).last_at
    publishing.publish_post(max_, community=hall, body="@bo, one more thing")
    work()
    browse(bo).post("/inbox/read/", {"until": until.isoformat()})
    assert list(bell.seen(bo).unread().values_list("kind", flat=True)) == ["mention"]
    browse(bo).post("/inbox/read/")
    assert bell.count(bo) == 0


def test_reading_the_thread_marks_what_tells_of_it_as_far_as_it_was_shown(
    thread: Thread, bo: Person, browse: Browse
) -> None:
    comment = thread.comments.get()
    along = {"thread": thread.pk, "last": comment.pk - 1}
    browse(bo).post("/inbox/along/", along)
    assert bell.count(bo) == 1, "the comment was on another page"
    browse(bo).post("/inbox/along/", {**along, "last": comment.pk})
    assert bell.count(bo) == 0
    assert browse(bo).post("/inbox/along/", {"thread": "x"}).status_code == 422


def test_the_count_stops_at_a_hundred(bo: Person, browse: Browse) -> None:
    at = timezone.now()
    rows = [
        Notification(person=bo, kind="schedule", subject=f"schedule:{n}", count=1, first_at=at, last_at=at)
        for n in range(120)
    ]
    Notification.objects.bulk_create(rows)
    assert browse(bo).get("/inbox/count/").json() == {
        "count": 100,
        "label": "99+",
        "words": "99+ unread notifications",
    }
    assert ">99+<" in browse(bo).get("/people/").content.decode()


def test_a_piece_of_a_page_does_not_ask_for_the_count(thread: Thread, bo: Person, browse: Browse) -> None:
    client = browse(bo)
    client.get("/inbox/menu/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/inbox/menu/")
    assert len(queries) <= 5
    assert not any("COUNT" in query["sql"] for query in queries)


def test_the_filters_divide(thread: Thread, bo: Person, browse: Browse) -> None:
    client = browse(bo)
    has = {w: "answered you" in client.get(f"/inbox/?show={w}").content.decode() for w in bell.FILTERS}
    assert has == {"all": True, "unread": True, "mentions": True, "waiting": False}
    assert client.get("/inbox/?show=nonsense").status_code == 200
    assert client.get("/inbox/?cursor=nonsense").status_code == 400


def test_days_are_the_readers_own(bo: Person) -> None:
    at = datetime(2026, 3, 4, 23, 30, tzinfo=timezone.get_fixed_timezone(0))
    for hours in (0, 1):
        moment = at + timedelta(hours=hours)
        row = {"kind": "schedule", "subject": f"schedule:{hours}", "count": 1}
        Notification.objects.create(person=bo, first_at=moment, last_at=moment, **row)
    with timezone.override("UTC"):
        assert len(bell.days(bell.lines(bell.page(bo)))) == 2
    with timezone.override("Asia/Tokyo"):
        assert len(bell.days(bell.lines(bell.page(bo)))) == 1
    with clock.at(at), timezone.override("UTC"):
        assert [day.name for day in bell.days(bell.lines(bell.page(bo)))] == ["", "Today"]


def test_choices_are_kept(hall: Community, bo: Person, browse: Browse) -> None:
    client = browse(bo)
    assert client.post("/inbox/settings/", {"kind_mention": "on"}).status_code == 302
    assert Preference.objects.get(person=bo, kind="mention").is_on
    assert not Preference.objects.get(person=bo, kind="reaction").is_on
    assert "kind_ruling" not in client.get("/inbox/settings/").content.decode()
    client.post(f"/inbox/settings/communities/{hall.pk}/", {"level": "none"})
    assert CommunityLevel.objects.get(person=bo).level == "none"
    piece = client.post(f"/inbox/settings/communities/{hall.pk}/", {"level": "normal"}, headers=PARTIAL)
    assert f'id="level-{hall.pk}"' in piece.content.decode()
    assert not CommunityLevel.objects.exists()
    assert client.post(f"/inbox/settings/communities/{hall.pk}/", {"level": "loud"}).status_code == 422


def test_a_level_in_a_hidden_community_does_not_exist(lab: Community, dee: Person, browse: Browse) -> None:
    assert browse(dee).post(f"/inbox/settings/communities/{lab.pk}/", {"level": "none"}).status_code == 404


def test_defaults_hold_until_somebody_chooses_and_can_be_applied_to_all(
    hall: Community,
    ada: Person,
    bo: Person,
    cy: Person,
    max_: Person,
    browse: Browse,
    clear: Round,
    work: Round,
) -> None:
    clear()
    browse(bo).post("/inbox/settings/", {"kind_mention": "on"})
    browse(ada).post("/inbox/defaults/", {"apply": "new"})  # everything off
    publishing.publish_post(max_, community=hall, body="@bo @cy")
    work()
    assert (told(bo), told(cy)) == (["mention"], [])
    browse(ada).post("/inbox/defaults/", {"apply": "everybody"})
    publishing.publish_post(max_, community=hall, body="@bo @cy again")
    work()
    assert (len(told(bo)), told(cy)) == (1, [])
    assert not Preference.objects.exists()
    assert AuditEntry.objects.filter(verb="inbox.defaults_set").count() == 2


def test_only_administrators_set_defaults(bo: Person, eve: Person, browse: Browse) -> None:
    for person in (bo, eve):
        assert browse(person).get("/inbox/defaults/").status_code == 403
        assert browse(person).post("/inbox/defaults/", {"apply": "everybody"}).status_code == 403
