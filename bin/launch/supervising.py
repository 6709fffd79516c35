"""Keeping processes alive: started together, started again when they fall, stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from places import ROOT, shown
from terminal import say

PATIENCE = 15.0
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
LOG_LIMIT = 20 * 1024 * 1024
CRASHES_BEFORE_READY = 4
SET_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG


@dataclass
class Child:
    """One process that should be running."""

    name: str
    command: list[str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    next_start_at: float = 0.0
    crashes: int = field(default=0)

    def start(self) -> None:
        """Start the process with its own log, in a group of its own, so that nothing of it is left behind."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )
        self.started_at = time.monotonic()

    def signal(self, number: int) -> None:
        """Send a signal to the process; to its whole group if it is the last one."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)

    def last_words(self, count: int = 12) -> list[str]:
        """Return the last lines of the log."""
        if not self.log.is_file():
            return []
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]


def _die_with_parent() -> None:
    """Have the kernel end the child when the supervisor is killed and cannot do it itself."""
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


class Supervisor:
    """Watches its children until it is told to stop."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stop_signal = 0
        self.is_ready = False
        self.has_given_up = False

    def start(self) -> None:
        """Start all children and listen for the signals to stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        for child in self.children:
            child.start()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.stop_signal:
            self._kill()
        self.stop_signal = number

    def watch(self, is_enough: Callable[[], bool] = lambda: False, pause: float = 0.2) -> None:
        """Restart what falls, until `is_enough`, a signal, or too many falls before the first readiness."""
        while not self.stop_signal and not self.has_given_up and not is_enough():
            self._look_after()
            time.sleep(pause)

    def _look_after(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.next_start_at:
                    child.start()
            elif child.process.poll() is not None:
                self._note_crash(child, now)
            elif child.crashes and now - child.started_at > HEALTHY_AFTER:
                child.crashes = 0
            _keep_short(child.log)

    def _note_crash(self, child: Child, now: float) -> None:
        code = child.process.returncode if child.process else 0
        child.signal(signal.SIGKILL)  # what is left of its group
        child.process = None
        child.crashes += 1
        if not self.is_ready and child.crashes >= CRASHES_BEFORE_READY:
            self.has_given_up = True
            return
        pause = min(LONGEST_PAUSE, 2.0 ** (child.crashes - 1))
        child.next_start_at = now + pause
        how = f"signal {-code}" if code < 0 else f"code {code}"
        say(f"  ! {child.name} ended with {how}; started again in {pause:.0f} s (see {shown(child.log)})")

    def stop(self) -> None:
        """Ask all children to end, and end those that do not."""
        for child in reversed(self.children):
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
        self._kill()

    def _kill(self) -> None:
        for child in self.children:
            child.signal(signal.SIGKILL)

    def exit_code(self) -> int:
        """Return 0 after a requested stop, 130 after Ctrl-C, 1 when the site could not be kept up."""
        if self.has_given_up:
            return 1
        return 130 if self.stop_signal == signal.SIGINT else 0


def _keep_short(log: Path) -> None:
    """Keep one older log beside the present one; children append, so the file may be emptied under them."""
    with contextlib.suppress(OSError):
        if log.stat().st_size > LOG_LIMIT:
            log.with_suffix(".old.log").write_bytes(log.read_bytes())
            os.truncate(log, 0)
