"""Worker and scheduler as threads of the web process, for a machine where nothing else is installed.

The database keeps what must not be lost; the queue in memory only says what to look at now.
"""

from esn.embedded.beat import start_beat
from esn.embedded.worker import start_worker

__all__ = ["start_beat", "start_worker"]
