"""The contract with OpenSearch, kept with a server of our own that answers as it does."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from activity.actions import publishing
from communities.models import Community
from esn.search.engines import Unavailable
from esn.search.engines.opensearch import MAPPING, Opensearch
from people.models import Person
from tests.search.conftest import Look

Calls = list[tuple[str, str, Any]]


class Server(BaseHTTPRequestHandler):
    """Holds documents in a dictionary and understands the few queries that are asked."""

    calls: Calls
    rows: dict[str, dict[str, Any]]
    status = 0

    def log_message(self, *_words: object) -> None:
        pass

    def do_PUT(self) -> None:
        self.calls.append(("PUT", self.path, json.loads(self._body())))
        self._answer(200, {"acknowledged": True})

    def do_POST(self) -> None:
        body = self._body()
        self.calls.append(("POST", self.path, body))
        if self.status:
            self._answer(self.status, {"error": "broken"})
        elif self.path.startswith("/_bulk"):
            self._answer(200, {"items": self._bulk(body.decode())})
        elif "_mget" in self.path:
            ids = json.loads(body)["ids"]
            self._answer(200, {"docs": [{"_id": pk, "found": pk in self.rows} for pk in ids]})
        else:
            asked = json.loads(body)["query"]["bool"]
            held = [
                pk
                for pk, row in self.rows.items()
                if all(_meets(row, one) for one in asked["filter"])
                and not any(_meets(row, one) for one in asked.get("must_not", []))
            ]
            self._answer(200, {"hits": {"hits": [{"_id": pk} for pk in sorted(held, key=int, reverse=True)]}})

    def _bulk(self, body: str) -> list[dict[str, Any]]:
        lines, items = iter(map(json.loads, body.splitlines())), []
        for line in lines:
            if "index" in line:
                self.rows[line["index"]["_id"]] = next(lines)
                items.append({"index": {"status": 201}})
            else:
                is_there = self.rows.pop(line["delete"]["_id"], None) is not None
                items.append({"delete": {"status": 200 if is_there else 404}})
        return items

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _meets(row: dict[str, Any], asked: dict[str, Any]) -> bool:
    """Whether a document meets one condition, with the words compared as they are."""
    kind, inner = next(iter(asked.items()))
    if kind == "bool":
        return any(_meets(row, one) for one in inner["should"])
    field, value = next(iter(inner.items()))
    words = row[field].split()
    if kind == "prefix":
        return any(word.startswith(value) for word in words)
    return f" {value} " in f" {row[field]} "


@pytest.fixture
def server(settings: Settings) -> Iterator[type[Server]]:
    kind = type("Own", (Server,), {"calls": [], "rows": {}})
    web = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    settings.OPENSEARCH_URL = f"http://me:p%40ss@127.0.0.1:{web.server_port}"
    yield kind
    web.shutdown()
    web.server_close()


def test_it_makes_its_index_and_finds_what_is_visible(
    server: type[Server], look: Look, bo: Person, dee: Person, max_: Person, hall: Community, lab: Community
) -> None:
    publishing.publish_post(max_, community=hall, body="Late budgets for the café")
    publishing.publish_post(max_, community=lab, body="Secret budget 東京都")
    assert len(look(bo, "budget")) == 2
    assert look(dee, "budget") == ["Late budgets for the café"]
    assert look(bo, '"late budgets" cafe') == ["Late budgets for the café"]
    assert look(bo, "東京") == ["Secret budget 東京都"]
    assert look(bo, "budget -late") == ["Secret budget 東京都"]
    assert look(bo, "bud kind:post in:lab") == ["Secret budget 東京都"]
    method, path, body = server.calls[0]
    assert (method, path, body) == ("PUT", "/esn", MAPPING)


def test_a_removed_document_is_gone_there_too(
    server: type[Server], look: Look, hear: Callable[[], None], bo: Person, hall: Community
) -> None:
    from esn.search import indexing
    from esn.search.models import Document

    thread = publishing.publish_post(bo, community=hall, body="oven").thread
    assert look(bo, "oven") == ["oven"]
    document = Document.objects.get(kind="post", object_id=thread.pk)
    indexing.forget([document.pk])
    assert str(document.pk) not in server.rows


def test_it_says_when_it_is_down_and_nothing_is_lost(
    server: type[Server], browse: Callable[[Person], Client], bo: Person, hall: Community
) -> None:
    browser = browse(bo)
    server.status = 500
    page = browser.get("/search/?q=oven")
    assert page.status_code == 503
    assert "does not answer" in page.content.decode()
    assert 'value="oven"' in page.content.decode()
    assert b"Bo Berg" in browser.get("/jump/?q=bo").content


def test_a_server_that_is_not_there_is_unavailable(settings: Settings) -> None:
    with pytest.raises(Unavailable):
        Opensearch("http://127.0.0.1:9").kept([1])


def test_it_signs_in_with_the_address() -> None:
    engine = Opensearch("https://me:p%40ss@search.example")
    assert (engine.host, engine.port, engine.login) == ("search.example", 9200, ("me", "p@ss"))
    assert engine._authorization()["Authorization"] == "Basic bWU6cEBzcw=="
