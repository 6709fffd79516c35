"""How background work runs: broker, queues by urgency, limits, and the static schedule (Celery reads this).

Which work exists is declared by each app's tasks; here stands only when and how it runs.
"""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab
from django.conf import settings
from kombu import Exchange, Queue

# The in-memory transport wants a host, though there is none.
broker_url = "memory://localhost/" if settings.EMBEDDED else settings.CELERY_BROKER_URL
broker_connection_retry_on_startup = True
broker_connection_timeout = 3

# Somebody waits for `urgent`; `bulk` may take minutes. Redis serves the queues in this order.
URGENT, NORMAL, BULK = "urgent", "normal", "bulk"
_exchange = Exchange("esn")
# With an exchange and key of its own each: by default Celery would route every task to all three.
task_queues = [Queue(name, _exchange, routing_key=name) for name in (URGENT, NORMAL, BULK)]
task_default_queue = task_default_routing_key = NORMAL
task_default_exchange = "esn"
task_create_missing_queues = False
task_routes = {
    "kit.deliver": {"queue": URGENT},
    "kit.beat_heart": {"queue": URGENT},
    "kit.tidy": {"queue": BULK},
    "activity.look_up_link": {"queue": BULK},
    "activity.look_up_links": {"queue": BULK},
    "activity.forget_readings": {"queue": BULK},
    "inbox.tidy": {"queue": BULK},
    "analytics.*": {"queue": BULK},
    "search.*": {"queue": BULK},
    "communities.apply_rules": {"queue": BULK},
    "communities.catch_up": {"queue": BULK},
}

# A task is given back when its worker dies, and is therefore idempotent; nobody waits for a return value.
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
worker_cancel_long_running_tasks_on_connection_loss = True
task_ignore_result = True
task_publish_retry = not settings.EMBEDDED
task_publish_retry_policy = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
worker_hijack_root_logger = False
worker_send_task_events = False
worker_enable_remote_control = False
timezone = "UTC"

HARD_LIMIT = timedelta(minutes=20)
# Redis gives a task to another worker when nobody finished it for this long: later than any limit.
VISIBILITY = timedelta(hours=1)

if settings.EMBEDDED:
    # The default of one second between looks would be felt by whoever waits for a live update.
    broker_transport_options: dict[str, Any] = {"polling_interval": 0.02}
    worker_pool = "threads"
    worker_concurrency = 4
else:
    broker_transport_options = {
        "visibility_timeout": int(VISIBILITY.total_seconds()),
        "queue_order_strategy": "priority",
        "socket_timeout": 15,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 25,
    }
    task_time_limit = int(HARD_LIMIT.total_seconds())
    task_soft_time_limit = task_time_limit - 60
    worker_max_tasks_per_child = 2000

beat_scheduler = "esn.scheduler:LeasedScheduler"
beat_schedule: dict[str, dict[str, Any]] = {}


def every(name: str, task: str, pace: timedelta | crontab) -> None:
    """Put a task on the schedule; one that nobody took before the next is due is dropped, not piled up."""
    entry: dict[str, Any] = {"task": task, "schedule": pace}
    if isinstance(pace, timedelta):
        entry["options"] = {"expires": pace.total_seconds()}
    beat_schedule[name] = entry


every("heartbeat", "kit.beat_heart", timedelta(seconds=15))
every("sweep", "kit.sweep", timedelta(seconds=10))
every("publish", "activity.publish_due", timedelta(seconds=30))
every("tidy", "kit.tidy", crontab(hour="3", minute="17"))
every("links", "activity.look_up_links", timedelta(minutes=1))
every("remind", "activity.remind", timedelta(minutes=1))
every("forget-readings", "activity.forget_readings", crontab(hour="3", minute="43"))
every("unsent files", "activity.forget_unsent_files", crontab(hour="3", minute="37"))
every("inbox-sweep", "inbox.sweep", timedelta(seconds=30))
every("inbox-tidy", "inbox.tidy", crontab(hour="3", minute="41"))
every("rollup", "analytics.rollup", timedelta(minutes=1))
every("snapshot", "analytics.snapshot", timedelta(minutes=5))
every("look", "analytics.look", crontab(hour="1", minute="10"))
every("forget views", "analytics.forget_views", crontab(hour="3", minute="51"))
every("read files", "search.read_files", timedelta(minutes=2))
every("tend search", "search.tend", crontab(hour="2", minute="40"))
every("guests", "communities.expire_guests", timedelta(minutes=1))
every("member work", "communities.resume", timedelta(minutes=2))
every("membership rules", "communities.apply_rules", crontab(minute="23"))
every("last active", "communities.catch_up", crontab(hour="2", minute="40"))
every("ideas by date", "ideas.keep_calendar", timedelta(minutes=5))
