"""The Celery app; its queues, limits and schedule stand in `esn.schedule`, read when first needed."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esn.settings")

app = Celery("esn", set_as_current=True)
# Without this, a retry from a pool thread would publish through Celery's own default app, to nowhere.
app.set_default()
app.config_from_object("esn.schedule")
app.autodiscover_tasks()
