"""The site: settings, addresses, processes, and the pages that only wire the apps together.

It owns no rules and no models; those live in the apps below it.
"""

from esn.celery import app as celery_app

__all__ = ["celery_app"]
