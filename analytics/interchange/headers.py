"""What exports call their columns: exact names first, in the order of preference, then words in a name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Names without blanks, signs and accents; the earlier name wins where a file has two.
NAMES = {
    "source": (
        "source sourceid sourceuser sourceuserid sender senderaddress senderemail sendermail senderid "
        "from fromaddress fromemail frommail fromid fromuser fromuserid src srcid author authoremail "
        "authorid actor actorid userfrom initiator absender von expediteur remitente mittente "
        "de nadawca afzender avsandare avsender lahettaja fromnode fromnodeid sourcenode user1 u i tail user userid member"
    ),
    "target": (
        "target targetid targetuser targetuserid recipient recipientaddress recipientemail recipientid "
        "recipients to toaddress toemail tomail toid touser touserid dst dstid dest destination receiver "
        "receiverid userto addressee empfanger an destinataire destinataires destinatario odbiorca ontvanger mottagare "
        "mottaker vastaanottaja tonode tonodeid targetnode mentioneduser user2 v j head"
    ),
    "time": (
        "timestamp datetime sentat senttime sentdate senton datesent dateandtime datetimeutc origintimestamp "
        "origintimestamputc createdat createdutc createdtime creationtime created sent date time at unix "
        "unixtime unixtimestamp unixts ts epoch when received receivedat receivedtime receiveddate eventtime "
        "messagedate datum zeit zeitpunkt gesendet gesendetam fecha data envoyele t"
    ),
    "kind": "kind type interaction interactiontype verb event eventtype",
    "person": (
        "person personid email emailaddress mail mailaddress userprincipalname upn id userid employeeid user "
        "username login employee member node nodeid name fullname displayname mitarbeiter mitarbeiterin "
        "personalnummer correo courriel account"
    ),
    "department": (
        "department departmentname departmentid dept deptname deptid deptlabel abteilung departement "
        "departamento reparto orgunit orgunitname organizationalunit organisationalunit division unit team "
        "group label community costcenter organisation organization"
    ),
}
WORDS = {
    "source": {"source", "sender", "from", "author", "absender"},
    "target": {
        "target",
        "recipient",
        "recipients",
        "receiver",
        "to",
        "destination",
        "empfanger",
        "mentioned",
    },
    "time": {"time", "date", "timestamp", "datetime"},
    "person": {"person", "email", "mail", "employee", "user", "member", "mitarbeiter"},
    "department": {"department", "dept", "abteilung", "division", "unit"},
}
# A column that only describes the one beside it.
DESCRIBES = {"type", "status", "domain", "ip", "count", "title", "manager", "zone", "subject", "read"}
DATES, CLOCKS = (
    {"date", "datum", "fecha", "data", "sentdate", "day"},
    {"time", "zeit", "uhrzeit", "heure", "hora"},
)
EXACT = {role: {name: rank for rank, name in enumerate(names.split())} for role, names in NAMES.items()}


def folded(cell: str) -> str:
    """Return a column's name without blanks, signs, accents and capitals."""
    plain = unicodedata.normalize("NFKD", cell)
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c))).casefold()


def rank_of(cell: str, role: str) -> int | None:
    """Return how well a column's name fits a role, lower is better; None if it does not."""
    exact = EXACT[role].get(folded(cell))
    if exact is not None:
        return exact
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell)
    words = {folded(word) for word in re.split(r"[\W_]+", apart)}
    if not words & WORDS.get(role, set()) or words & DESCRIBES:
        return None
    return 1_000 + ("name" in words)


def fitting(cells: Sequence[str], role: str) -> list[int]:
    """Return the columns that may hold a role, the best first."""
    ranked = ((rank_of(cell, role), place) for place, cell in enumerate(cells))
    return [place for _rank, place in sorted((rank, place) for rank, place in ranked if rank is not None)]


def roles_in(cells: Sequence[str], order: Iterable[str]) -> dict[str, int]:
    """Return which column holds each role, as far as the header line tells; `clock` is a time of day beside a date."""
    columns: dict[str, int] = {}
    for role in order:
        free = [place for place in fitting(cells, role) if place not in columns.values()]
        if free:
            columns[role] = free[0]
    names = [folded(cell) for cell in cells]
    days = [place for place, name in enumerate(names) if name in DATES]
    clocks = [place for place, name in enumerate(names) if name in CLOCKS]
    if "time" in columns and days and clocks:
        columns["time"], columns["clock"] = days[0], clocks[0]
    return columns
