"""Fetching never reaches our own network, in whichever spelling it is asked to."""

import contextlib
import http.server
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from esn.kit import fetching
from esn.kit.fetching import PAGES, PICTURES, Unreachable, fetch

PUBLIC = "93.184.215.14"
HOSTILE = [
    "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://127.1/", "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://[fe80::1]/",
    "http://[fd00:ec2::254]/", "http://[2001:0:7f00:1::]/", "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/", "http://100.64.0.1/", "http://10.1.2.3/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://192.0.0.192/", "http://198.18.0.1/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://240.0.0.1/", "http://[ff02::1]/", "http://[fec0::1]/",
    "http://inside.example/", "http://both.example/", "http://127。0。0。1/", "http://①②⑦.0.0.1/",
]  # fmt: skip
NONSENSE = [
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "http://",
    "http:///x", "http://example.org:22/", "http://example.org:8000/", "https://example.org:80/",
    "http://user:word@example.org/", "http://@example.org/", "http://exa mple.org/", "http://example.org/\r\nX: y",
    "http://[::1", "http://example.org:99999/", "http://-.example/", "http://a\\b.example/", "http://%31%32/",
]  # fmt: skip
NAMES = {"inside.example": ["10.0.0.5"], "both.example": [PUBLIC, "10.0.0.5"], "localhost": ["127.0.0.1"]}


class Site(http.server.BaseHTTPRequestHandler):
    """A web site for one test: what each path answers."""

    def do_GET(self) -> None:
        path, host = self.path, self.headers["Host"]
        if path.startswith("/to?"):
            self.answer(302, b"", Location=path[4:])
        elif path == "/slow":
            self.drip()
        elif path == "/large":
            self.answer(200, b"<title>Large</title>" + b"x" * 700_000)
        elif path == "/packed":
            self.answer(200, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
        elif path == "/picture":
            self.answer(200, b"p" * 600_000, **{"Content-Type": "image/png"})
        else:
            self.answer(200, f"<title>{host}{path}</title>".encode())

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **headers}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        with contextlib.suppress(OSError):
            for number in range(200):
                self.wfile.write(b"X-%d: y\r\n" % number)
                time.sleep(0.1)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let names lead to addresses of our choosing, and every connection to a site of our own; return who was dialled."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    dialled: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        if host in NAMES:
            return NAMES[host]
        with contextlib.suppress(OSError):
            return [socket.inet_ntoa(socket.inet_aton(host))]
        with contextlib.suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        return [PUBLIC]

    def dial(address: str, port: int, seconds: float) -> socket.socket:
        dialled.append(address)
        return socket.create_connection(server.server_address[:2], timeout=seconds)  # type: ignore[arg-type]

    monkeypatch.setattr(fetching, "resolve", resolve)
    monkeypatch.setattr(fetching, "dial", dial)
    yield dialled
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("url", HOSTILE)
def test_what_leads_inside_is_never_dialled(dialled: list[str], url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(url, kinds=PAGES)
    assert dialled == []


@pytest.mark.parametrize("url", HOSTILE[:20])
def test_nor_is_it_after_a_redirect(dialled: list[str], url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(
            f"http://example.org/to?{url.encode('idna' if url.isascii() else 'utf-8').decode()}", kinds=PAGES
        )
    assert set(dialled) <= {PUBLIC}
    assert len(dialled) == 1


@pytest.mark.parametrize("url", NONSENSE)
def test_what_is_no_web_page_is_not_asked_for(dialled: list[str], url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(url, kinds=PAGES)
    assert dialled == []


def test_the_address_that_was_checked_is_the_one_that_is_dialled(dialled: list[str]) -> None:
    found = fetch("http://Bücher.example/a b?ü".replace(" ", "%20"), kinds=PAGES)
    assert dialled == [PUBLIC]
    assert found.text == "<title>xn--bcher-kva.example/a%20b?%C3%BC</title>"


def test_redirects_are_followed_a_few_times_and_relative_ones_too(dialled: list[str]) -> None:
    assert "<title>example.org/there" in fetch("http://example.org/to?/there", kinds=PAGES).text
    with pytest.raises(Unreachable, match="too often"):
        fetch("http://example.org/to?/to?/to?/to?/x", kinds=PAGES)


def test_a_page_is_cut_and_a_picture_refused_when_it_is_too_large(dialled: list[str]) -> None:
    assert len(fetch("http://example.org/large", kinds=PAGES).body) == fetching.LARGEST
    with pytest.raises(Unreachable, match="too large"):
        fetch("http://example.org/picture", kinds=PICTURES)
    with pytest.raises(Unreachable, match="type"):
        fetch("http://example.org/picture", kinds=PAGES)
    with pytest.raises(Unreachable):
        fetch("http://example.org/packed", kinds=PAGES)


def test_who_speaks_slowly_is_cut_off(dialled: list[str]) -> None:
    began = time.monotonic()
    with pytest.raises(Unreachable) as refusal:
        fetch("http://example.org/slow", kinds=PAGES, seconds=0.6)
    assert time.monotonic() - began < 6
    assert refusal.value.is_passing


def test_a_name_that_is_resolved_slowly_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(_host: str, _port: int) -> list[str]:
        time.sleep(1.5)
        return [PUBLIC]

    monkeypatch.setattr(fetching, "resolve", slowly)
    began = time.monotonic()
    with pytest.raises(Unreachable):
        fetch("http://example.org/", kinds=PAGES, seconds=0.2)
    assert time.monotonic() - began < 1.2


def test_a_server_without_a_certificate_for_its_name_is_not_believed(dialled: list[str]) -> None:
    with pytest.raises(Unreachable) as refusal:
        fetch("https://example.org/", kinds=PAGES)
    assert isinstance(refusal.value.__cause__, ssl.SSLError | OSError)


@pytest.mark.parametrize("text", ["8.8.8.8", "93.184.215.14", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_public(text: str) -> None:
    assert fetching.is_public(ipaddress.ip_address(text))
