"""OpenSearch (OPENSEARCH_URL): keeps the words and names the newest documents that hold them; over plain HTTP and JSON.

It is asked for document numbers only, newest first, at most ten thousand. Sight, counts and order are made by our own
database of those numbers, as with the other engines: what the viewer may not see has no say in them.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q

from esn.search.engines import Check, Unavailable, Worded, variants
from esn.search.language import Term

PATIENCE = 5.0
MOST = 10_000
FIELDS = ("title", "keywords", "body")
# The words come folded and cut: the engine splits at spaces and changes nothing.
MAPPING = {
    "settings": {"analysis": {"analyzer": {"spaced": {"type": "custom", "tokenizer": "whitespace"}}}},
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            "n": {"type": "long"},
            **{name: {"type": "text", "analyzer": "spaced", "norms": False} for name in FIELDS},
        },
    },
}


class Opensearch:
    """The engine beyond what a database searches; its index is made when it is first written to."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.host, self.port = parts.hostname or "localhost", parts.port or 9200
        self.base = parts.path.rstrip("/")
        self.login = (unquote(parts.username or ""), unquote(parts.password or ""))
        self.index = settings.OPENSEARCH_INDEX
        self.is_made = False

    def put(self, rows: Sequence[Worded]) -> None:
        """Keep the words of documents."""
        self._make()
        lines: list[dict[str, Any]] = []
        for row in rows:
            lines.append({"index": {"_index": self.index, "_id": str(row.pk)}})
            words = {name: " ".join(getattr(row, name)) for name in FIELDS}
            lines.append({"n": row.pk, **words})
        self._bulk(lines)

    def remove(self, pks: Sequence[int]) -> None:
        """Forget documents."""
        if pks:
            self._make()
            self._bulk([{"delete": {"_index": self.index, "_id": str(pk)}} for pk in pks])

    def holding(self, terms: Sequence[Term], unwanted: Sequence[Term] = (), *, in_title: bool = False) -> Q:
        """Return the condition "is one of the newest that hold every term, and none that is unwanted"."""
        fields = FIELDS[:1] if in_title else FIELDS
        asked: dict[str, Any] = {
            "size": MOST,
            "_source": False,
            "docvalue_fields": ["n"],
            "sort": [{"n": "desc"}],
            "track_total_hits": False,
            "query": {"bool": {"filter": [_term(term, fields) for term in terms]}},
        }
        if unwanted:
            asked["query"]["bool"]["must_not"] = [_term(term, FIELDS) for term in unwanted]
        answer = self._ask("POST", f"/{self.index}/_search", asked, missing_is_fine=True)
        hits = answer.get("hits", {}).get("hits", [])
        return Q(pk__in=[int(hit["_id"]) for hit in hits])

    def checking(self, terms: Sequence[Term], unwanted: Sequence[Term] = ()) -> Check | None:
        """Return nothing: a document is never asked for alone."""
        return None

    def kept(self, pks: Sequence[int]) -> set[int]:
        """Return which of the documents have their words here."""
        if not pks:
            return set()
        self._make()
        answer = self._ask("POST", f"/{self.index}/_mget?_source=false", {"ids": [str(pk) for pk in pks]})
        return {int(one["_id"]) for one in answer.get("docs", []) if one.get("found")}

    def _make(self) -> None:
        if not self.is_made:
            self._ask("PUT", f"/{self.index}", MAPPING, taken_is_fine=True)
            self.is_made = True

    def _bulk(self, lines: list[dict[str, Any]]) -> None:
        body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        answer = self._ask("POST", "/_bulk?refresh=true", body)
        failed = [item for line in answer.get("items", []) for item in line.values() if _is_failure(item)]
        if failed:
            raise Unavailable(f"OpenSearch refused {len(failed)} documents: {failed[0].get('error')}")

    def _ask(
        self, method: str, path: str, body: Any, *, missing_is_fine: bool = False, taken_is_fine: bool = False
    ) -> dict[str, Any]:
        content = body if isinstance(body, str) else json.dumps(body)
        kind = "application/x-ndjson" if isinstance(body, str) else "application/json"
        headers = {"Content-Type": kind} | self._authorization()
        connection = self.kind(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request(method, self.base + path, content.encode(), headers)
            response = connection.getresponse()
            status, answer = response.status, json.loads(response.read() or b"{}")
        except (OSError, HTTPException, ValueError) as error:
            raise Unavailable(f"OpenSearch does not answer: {error}") from error
        finally:
            connection.close()
        if status == 404 and missing_is_fine:
            return {}
        if status == 400 and taken_is_fine and "already_exists" in json.dumps(answer):
            return {}
        if status >= 300 or not isinstance(answer, dict):
            raise Unavailable(f"OpenSearch answered {status}.")
        return answer

    def _authorization(self) -> dict[str, str]:
        name, password = self.login
        token = b64encode(f"{name}:{password}".encode()).decode()
        return {"Authorization": f"Basic {token}"} if name else {}


def _is_failure(item: dict[str, Any]) -> bool:
    """Whether one line of a bulk went wrong; what is to be deleted may be gone."""
    return int(item.get("status", 200)) >= 300 and int(item.get("status", 200)) != 404


def _term(term: Term, fields: Sequence[str]) -> dict[str, Any]:
    """Return a term in the engine's language: it must stand in one of the fields."""
    either: list[dict[str, Any]] = []
    for name in fields:
        if term.is_phrase or len(term.tokens) > 1:
            how = "match_phrase_prefix" if term.is_prefix else "match_phrase"
            either.append({how: {name: " ".join(term.tokens)}})
            continue
        either += [{"term": {name: word}} for word in variants(term)]
        if term.is_prefix:
            either.append({"prefix": {name: term.tokens[0]}})
    return {"bool": {"should": either, "minimum_should_match": 1}}
