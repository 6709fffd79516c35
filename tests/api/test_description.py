"""The description of the API is whole, valid and open to everybody."""

import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from esn.api.schema import EXAMPLES, WRITES
from tests.doors import walking

SCHEMA = "/api/v1/schema/"


@pytest.fixture
def description(db: None) -> dict:
    content: dict = json.loads(APIClient().get(f"{SCHEMA}?format=json").content)
    return content


def operations(description: dict) -> list[tuple[str, str, dict]]:
    return [
        (there, method, op)
        for there, methods in description["paths"].items()
        for method, op in methods.items()
    ]


def test_the_description_is_valid_without_a_warning(tmp_path: object) -> None:
    call_command("spectacular", fail_on_warn=True, validate=True, file=f"{tmp_path}/schema.yml")


def test_everybody_may_read_it_as_json_or_yaml(description: dict) -> None:
    assert description["openapi"].startswith("3.1")
    assert APIClient().get(SCHEMA).content.startswith(b"openapi: 3.1")


def test_every_route_is_described_under_a_name_of_its_own(description: dict) -> None:
    names = [operation["operationId"] for _there, _method, operation in operations(description)]
    assert len(set(names)) == len(names) == len(walking.program_doors()) - 1
    assert all(name.replace("_", "").isalpha() and name.islower() for name in names)


def test_every_route_says_how_it_refuses(description: dict) -> None:
    for there, method, operation in operations(description):
        expected = {"401", "403", "429"} | ({"404"} if "{" in there else set())
        expected |= {"400", "409", "413", "422"} if method in WRITES else set()
        assert expected <= set(operation["responses"]), (method, there)
        assert operation["summary" if "summary" in operation else "description"]
    assert set(description["components"]["responses"]) == {f"Problem{status}" for status in EXAMPLES}


def test_words_must_not_be_empty(description: dict) -> None:
    body = description["components"]["schemas"]["NewThread"]["properties"]["body"]
    assert (body["minLength"], body["maxLength"]) == (1, 65_536)


PAGED = """
    Assignment Author Ballot Bookmark CaseRef Challenge Comment Community Concern Draft Entry Filter
    FullMember Idea IdeaDraft Invitation InvitationLink JoinRequest Miss Notification Outcome Person
    Reactor Reader Revision Ruling Sanction Scorecard SignRow Site Thread Unit ValueRow Version Word
"""


def test_only_what_comes_in_pages_is_described_so(description: dict) -> None:
    pages = {name for name in description["components"]["schemas"] if name.startswith("Paginated")}
    assert pages == {f"Paginated{name}List" for name in PAGED.split()}
