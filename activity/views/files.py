"""Files: uploading beside a text that is being written, and serving them to whoever sees that text."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity import files
from activity.actions import attaching
from activity.models import Attachment
from activity.views.showing import UNPROCESSABLE, is_partial, viewer_of
from people.middleware import for_programs


def find_file(request: HttpRequest, pk: int) -> Attachment:
    """Return a file that the viewer may see; hidden and missing answer alike."""
    return get_object_or_404(Attachment.objects.visible_to(viewer_of(request)), pk=pk)


def own_file(request: HttpRequest, pk: int) -> Attachment:
    """Return a file that the viewer uploaded and still sees."""
    seen = Attachment.objects.visible_to(viewer_of(request)).select_related("thread__community")
    return get_object_or_404(seen.filter(uploader=viewer_of(request)), pk=pk)


def sent_with(request: HttpRequest) -> list[Attachment]:
    """Return the files that a form brings: uploaded before, or within it; raises FileRefused."""
    viewer = viewer_of(request)
    rows = files.unsent(viewer, request.POST.getlist("attachments"))
    uploads = request.FILES.getlist("files")
    attaching.check_number(len(rows) + len(uploads))
    for row in rows:
        alt = request.POST.get(f"alt-{row.pk}")
        if alt is not None and alt != row.alt:
            attaching.describe_file(viewer, row, alt=alt)
    return rows + [attaching.upload_file(viewer, upload) for upload in uploads]


def carried(request: HttpRequest) -> list[Attachment]:
    """Return what was uploaded for the form on this page, to be shown in it again."""
    return files.unsent(viewer_of(request), request.POST.getlist("attachments"))


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep files for a text that is being written; answers with their places in the form."""
    viewer = viewer_of(request)
    uploads = request.FILES.getlist("files")
    try:
        if not uploads:
            raise attaching.FileRefused(_("Choose a file first."))
        attaching.check_number(len(uploads))
        rows = [attaching.upload_file(viewer, one) for one in uploads]
    except ValidationError as error:
        return JsonResponse({"detail": " ".join(error.messages)}, status=UNPROCESSABLE)
    return render(request, "activity/_file_chips.html", {"files": rows})


@require_GET
def chips(request: HttpRequest) -> HttpResponse:
    """Show the places of uploaded files again, for a text that is taken up later."""
    rows = files.unsent(viewer_of(request), request.GET.getlist("attachments"))
    return render(request, "activity/_file_chips.html", {"files": rows})


@for_programs
@require_GET
def show(request: HttpRequest, pk: int, name: str = "") -> HttpResponse:
    """Serve a file: a picture to be looked at, anything else to be saved."""
    row = find_file(request, pk)
    return serve(request, row)


@for_programs
@require_GET
def small(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve a picture's small copy."""
    row = get_object_or_404(Attachment.objects.visible_to(viewer_of(request)).exclude(small=""), pk=pk)
    return serve(request, row, is_small=True)


def serve(request: HttpRequest, row: Attachment, *, is_small: bool = False) -> HttpResponse:
    """Answer with a file's bytes, or its small copy's; the caller has asked whether the viewer may see it.

    Asked anew each time: who lost sight of the text has lost the file too, though its bytes are cached.
    """
    stored, content_type = (row.small, "image/webp") if is_small else (row.file, row.content_type)
    etag = f'"{row.digest[:32]}-{"s" if is_small else "f"}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        with stored.open("rb") as opened:
            answer = HttpResponse(opened.read(), content_type=content_type)
        answer["Content-Disposition"] = (
            content_disposition_header(not row.is_picture, row.name) or "attachment"
        )
        answer["Content-Encoding"] = "identity"  # compressed already, most of them
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in words what an own picture shows."""
    row = own_file(request, pk)
    attaching.describe_file(viewer_of(request), row, alt=request.POST.get("alt", ""))
    return HttpResponse(status=204) if is_partial(request) or row.thread is None else redirect(row.thread)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own file away."""
    row = own_file(request, pk)
    attaching.discard_file(viewer_of(request), row)
    return HttpResponse(status=204) if is_partial(request) or row.thread is None else redirect(row.thread)
