"""Reading JSON bodies without tripping over what a hostile or broken program may send."""

import json
from collections.abc import Mapping
from typing import IO, Any, Never

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class JSONParser(BaseParser):
    """Reads UTF-8 JSON as RFC 8259 has it: no other encoding, no NaN, no depth that exhausts the stack."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return json.loads(stream.read().decode("utf-8"), parse_constant=_refuse)
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error
        except ValueError as error:
            raise ParseError(_("The body is not valid JSON in UTF-8.")) from error


def _refuse(constant: str) -> Never:
    raise ValueError(constant)
