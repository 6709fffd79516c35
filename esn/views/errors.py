"""Pages for what went wrong: what happened and what to do; a piece of a page gets plain words."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from people.middleware import public

REASON = "errors are shown to everybody"


def _answer(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        content = {"type": "about:blank", "title": detail, "status": status, "detail": detail}
        return JsonResponse(content, status=status, content_type="application/problem+json")
    return render(request, f"{status}.html", {"detail": detail}, status=status)


@public(REASON)
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address or form that cannot be read."""
    return _answer(request, 400, str(exception) or _("This request could not be understood."))


@public(REASON)
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what the person may not do."""
    return _answer(request, 403, str(exception) or _("You may not do this."))


@public(REASON)
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what does not exist, or not for this person."""
    return _answer(request, 404, _("There is nothing here, or it is not for you to see."))


@public(REASON)
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own fault without touching the database."""
    return _answer(request, 500, _("Something broke on our side. It has been noted; please try again."))


def no_such_page(_request: HttpRequest, **_key: str) -> HttpResponse:
    """Answer as if there were nothing."""
    raise Http404
