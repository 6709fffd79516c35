"""The server's entry: HTTP to Django, WebSockets to the one live consumer, and start and end."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esn.settings")
# Django must be set up before anything that imports models.
http = get_asgi_application()

from django.urls import path  # noqa: E402

from esn.celery import app as celery  # noqa: E402
from esn.kit.live.consumer import LiveConsumer  # noqa: E402
from esn.lifespan import lifespan  # noqa: E402

# Events are announced through the tasks; the web process must know them as well as the worker does.
celery.loader.import_default_modules()

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([path("live/", LiveConsumer.as_asgi())]))
        ),
        "lifespan": lifespan,
    }
)
