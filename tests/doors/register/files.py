"""Doors of files. The sample is beside bo's thread in private Lab."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from activity.actions import attaching
from activity.models import Attachment
from tests.doors.audiences import AUTHOR as OWNER
from tests.doors.audiences import READER, SIGNED_IN, Door

V1 = "/api/v1"

PAGES: dict[str, Door] = {
    "POST /files/": Door(SIGNED_IN),
    "GET /files/chips/": Door(SIGNED_IN),
    "GET /files/<id:pk>/<str:name>": Door(READER, on="file"),
    "GET /files/<id:pk>/small/": Door(READER, on="picture"),
    "POST /files/<id:pk>/describe/": Door(OWNER, on="file", body={"alt": "A plan"}),
    "POST /files/<id:pk>/discard/": Door(OWNER, on="file"),
}

PROGRAMS: dict[str, Door] = {
    f"POST {V1}/files/": Door(SIGNED_IN),
    f"GET {V1}/files/<id:pk>/": Door(READER, on="file"),
    f"PATCH {V1}/files/<id:pk>/": Door(OWNER, on="file", body={"alt": "A plan"}),
    f"DELETE {V1}/files/<id:pk>/": Door(OWNER, on="file"),
}

TASKS = {"activity.forget_unsent_files": "deletes uploads that were never sent"}

GAPS = {
    "activity.actions.attaching.attach": ({"page", "program"}, "a part of publishing and commenting"),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Put a plan and a picture beside bo's thread."""
    plan = attaching.upload_file(made["bo"], SimpleUploadedFile("plan.txt", b"A plan"))
    attaching.attach(made["bo"], made["thread"], [plan])
    picture = Attachment.objects.create(
        uploader=made["bo"], thread=made["thread"], name="x.png", content_type="image/png", size=6,
        digest="0" * 64, file=plan.file, small=plan.file, created_at=plan.created_at,
    )  # fmt: skip
    return {"file": plan, "picture": picture}
