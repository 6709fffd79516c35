"""The floor that pages are compared with: an address map of one bare view and nothing around it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def floor(_request: HttpRequest, size: int) -> HttpResponse:
    """Return `size` bytes."""
    return HttpResponse("x" * size)


urlpatterns = [path("<int:size>/", floor)]
