"""Fetching from the open web on behalf of somebody who must not reach our own network through us.

A name is resolved once; if any of its addresses is not public nothing is fetched, else the connection goes to the very
address that was checked. Each redirect is a new address and is checked like the first. Time and size have a limit.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

SECONDS = 5.0
LARGEST = 512 * 1024
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
PAGES = ("text/html", "application/xhtml+xml")
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
# Names itself honestly; sites may tell it to stay away.
AGENT = "ESN-link-card/1"
REDIRECTS = {301, 302, 303, 307, 308}
NAME = re.compile(r"^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$")
# What the standard library takes for public though it leads inside: translators between the two families, and relays.
INWARD = [
    ipaddress.ip_network(net)
    for net in (
        "64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "2002::/16", "2001::/32",
        "fec0::/10", "192.88.99.0/24", "192.0.0.0/24", "100.64.0.0/10", "0.0.0.0/8", "240.0.0.0/4",
    )
]  # fmt: skip

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):  # noqa: N818  (a finding about the other side, not a mistake of ours)
    """Nothing was fetched; `is_passing` when another try may fare better."""

    def __init__(self, why: str, *, is_passing: bool = False) -> None:
        super().__init__(why)
        self.is_passing = is_passing


@dataclass(frozen=True)
class Fetched:
    """What came back: the address it came from, its type and its bytes."""

    url: str
    kind: str
    charset: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text; what cannot be read is replaced."""
        try:
            return self.body.decode(self.charset or "utf-8", errors="replace")
        except LookupError:
            return self.body.decode("utf-8", errors="replace")


def is_public(address: Address) -> bool:
    """Whether an address lies in the open internet, in whichever spelling."""
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        return False
    if any(address.version == net.version and address in net for net in INWARD):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def fetch(url: str, *, kinds: tuple[str, ...], seconds: float = SECONDS, largest: int = LARGEST) -> Fetched:
    """Return what stands at an address, if it is public, of one of these types and small. Raises Unreachable."""
    ends_at = time.monotonic() + seconds
    for _turn in range(MOST_REDIRECTS + 1):
        found = _ask(_parts(url), kinds, ends_at=ends_at, largest=largest)
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise Unreachable("It redirects too often.")


def _parts(url: str) -> SplitResult:
    """Return the parts of an address that may be asked at all."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreachable("This is no address.") from error
    if parts.scheme not in PORTS or port not in {None, PORTS.get(parts.scheme)}:
        raise Unreachable("Only web pages at the usual ports are fetched.")
    if parts.username is not None or parts.password is not None:
        raise Unreachable("An address with a password in it is not fetched.")
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise Unreachable("This is no address.")
    return parts


def _host(parts: SplitResult) -> str:
    """Return the host in the one spelling that is resolved, asked and named to the other side."""
    host = (parts.hostname or "").rstrip(".")
    try:
        plain = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Unreachable("This is no host's name.") from error
    if ":" not in plain and not NAME.match(plain):
        raise Unreachable("This is no host's name.")
    return plain


def resolve(host: str, port: int) -> list[str]:
    """Return every address of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to an address that was checked."""
    return socket.create_connection((address, port), timeout=seconds)


def _checked(host: str, port: int, ends_at: float) -> str:
    """Return the address to connect to; if one of a host's addresses is not public, none is."""
    pool = ThreadPoolExecutor(1)
    try:
        found = pool.submit(resolve, host, port).result(timeout=_left(ends_at))
        addresses = [ipaddress.ip_address(text) for text in found]
    except (OSError, UnicodeError, TooSlow) as error:
        raise Unreachable("The name could not be resolved.", is_passing=True) from error
    except ValueError as error:
        raise Unreachable("The name leads nowhere public.") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if not addresses or not all(is_public(address) for address in addresses):
        raise Unreachable("The name leads nowhere public.")
    return found[0]


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise Unreachable("It took too long.", is_passing=True)
    return left


def _ask(parts: SplitResult, kinds: tuple[str, ...], *, ends_at: float, largest: int) -> Fetched | str:
    """Return what stands there, or the address that it redirects to."""
    host, port = _host(parts), PORTS[parts.scheme]
    address = _checked(host, port, ends_at)
    try:
        with _connected(parts.scheme, host, address, ends_at=ends_at) as connection:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", _ascii(path), headers=_headers(host, kinds))
            return _answer(connection.getresponse(), parts, kinds, largest=largest)
    except Unreachable:
        # What was cut off in the middle is not what it seems to be.
        _left(ends_at)
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable("The page could not be had.", is_passing=True) from error


def _ascii(path: str) -> str:
    """Return a path as it travels: what is not ASCII in percent signs."""
    return "".join(
        sign if ord(sign) < 128 else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path
    )


def _headers(host: str, kinds: tuple[str, ...]) -> dict[str, str]:
    return {
        "Host": f"[{host}]" if ":" in host else host,
        "User-Agent": AGENT,
        "Accept": ", ".join(kinds),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


@contextmanager
def _connected(
    scheme: str, host: str, address: str, *, ends_at: float
) -> Iterator[http.client.HTTPConnection]:
    """Give a connection that is cut off when the time is over, however slowly the other side speaks."""
    port = PORTS[scheme]
    plain = dial(address, port, _left(ends_at))
    guard = threading.Timer(_left(ends_at), _cut, [plain])
    guard.daemon = True
    guard.start()
    connection = http.client.HTTPConnection(host, port, timeout=_left(ends_at))
    try:
        connection.sock = _secured(plain, host) if scheme == "https" else plain
        yield connection
    finally:
        guard.cancel()
        connection.close()
        plain.close()


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _cut(connection: socket.socket) -> None:
    # It may have ended by itself.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _answer(
    response: http.client.HTTPResponse, parts: SplitResult, kinds: tuple[str, ...], *, largest: int
) -> Fetched | str:
    if response.status in REDIRECTS:
        there = response.headers.get("Location", "")
        if not there:
            raise Unreachable("It redirects to nowhere.")
        return there
    if response.status != 200:
        raise Unreachable(f"It answers {response.status}.", is_passing=response.status >= 500)
    kind = response.headers.get_content_type()
    if kind not in kinds or response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unreachable(f"It is of the type {kind}.")
    body = response.read(largest + 1)
    if len(body) > largest and kinds != PAGES:
        raise Unreachable("It is too large.")
    charset = response.headers.get_content_charset() or ""
    return Fetched(parts.geturl(), kind, charset, body[:largest])
