"""The supervisor starts children again when they fall and leaves none behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import supervising
from supervising import Child, Supervisor

pytestmark = pytest.mark.ops
LAUNCH = Path(supervising.__file__).parent


def child(tmp_path: Path, code: str, name: str = "web") -> Child:
    return Child(name, [sys.executable, "-c", textwrap.dedent(code)], tmp_path / f"{name}.log")


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return sys.platform != "linux"


def within(seconds: float, is_so: Callable[[], object]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.02)
    return False


def supervise(tmp_path: Path, *codes: str) -> "subprocess.Popen[str]":
    """Run a supervisor in a process of its own; each child writes its pid into the folder."""
    script = f"""
        import sys; sys.path.insert(0, {str(LAUNCH)!r})
        from pathlib import Path
        from supervising import Child, Supervisor
        folder = Path({str(tmp_path)!r})
        codes = {list(codes)!r}
        command = [sys.executable, "-c"]
        children = [Child(str(n), [*command, code], folder / "log") for n, code in enumerate(codes)]
        supervisor = Supervisor(children)
        supervisor.start()
        supervisor.is_ready = True
        supervisor.watch(pause=0.02)
        supervisor.stop()
        sys.exit(supervisor.exit_code())
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )


def sleeper(tmp_path: Path, name: str) -> str:
    code = """
        import os, time
        open(PATH, "a").write(f"{os.getpid()}\\n")
        time.sleep(60)
    """
    return textwrap.dedent(code).replace("PATH", repr(str(tmp_path / name)))


def pids(tmp_path: Path, name: str) -> list[int]:
    path = tmp_path / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 0)])
def test_a_stop_ends_every_child(tmp_path: Path, number: int, code: int) -> None:
    process = supervise(tmp_path, sleeper(tmp_path, "a"), sleeper(tmp_path, "b"))
    assert within(5, lambda: pids(tmp_path, "a") and pids(tmp_path, "b"))
    process.send_signal(number)
    process.communicate(timeout=10)
    assert process.returncode == code
    assert not any(is_alive(pid) for pid in pids(tmp_path, "a") + pids(tmp_path, "b"))


def test_a_killed_child_is_started_again(tmp_path: Path) -> None:
    process = supervise(tmp_path, sleeper(tmp_path, "a"))
    assert within(5, lambda: pids(tmp_path, "a"))
    os.kill(pids(tmp_path, "a")[0], signal.SIGKILL)
    assert within(5, lambda: len(pids(tmp_path, "a")) == 2)
    process.terminate()
    output, _ = process.communicate(timeout=10)
    assert "ended with signal 9; started again in 1 s" in output


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is there on Linux alone")
def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    process = supervise(tmp_path, sleeper(tmp_path, "a"))
    assert within(5, lambda: pids(tmp_path, "a"))
    process.kill()
    process.communicate(timeout=5)
    assert within(5, lambda: not is_alive(pids(tmp_path, "a")[0]))


def test_a_child_that_will_not_go_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "PATIENCE", 0.3)
    deaf = child(
        tmp_path,
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
    )
    supervisor = Supervisor([deaf])
    deaf.start()
    assert within(5, lambda: deaf.last_words() == ["up"])
    supervisor.stop()
    assert deaf.process is not None
    assert deaf.process.wait(5) == -signal.SIGKILL


def test_a_site_that_never_comes_up_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "LONGEST_PAUSE", 0.01)
    supervisor = Supervisor([child(tmp_path, "raise SystemExit('no such database')")])
    supervisor.watch(pause=0.01)
    assert supervisor.has_given_up
    assert supervisor.exit_code() == 1
    assert supervisor.children[0].last_words() == ["no such database"] * supervising.CRASHES_BEFORE_READY


def test_the_pause_before_a_new_start_grows_and_is_bounded(tmp_path: Path) -> None:
    fallen, supervisor = child(tmp_path, ""), Supervisor([])
    supervisor.is_ready = True
    pauses = []
    for _ in range(8):
        supervisor._note_crash(fallen, 0.0)
        pauses.append(fallen.next_start_at)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_long_log_is_cut_and_the_older_part_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "LOG_LIMIT", 10)
    log = tmp_path / "web.log"
    log.write_text("x" * 11)
    supervising._keep_short(log)
    assert log.read_text() == ""
    assert (tmp_path / "web.old.log").read_text() == "x" * 11
