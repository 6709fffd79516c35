"""What must hold before anything long begins is refused in one sentence."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import preflight
from terminal import Refusal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def start(**settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, **settings}
    return subprocess.run(
        [ROOT / "bin" / "run"], env=environment, capture_output=True, text=True, timeout=15, check=False
    )


def test_a_taken_port_is_refused(taken_port: int) -> None:
    with pytest.raises(Refusal, match=f"Port {taken_port} is in use"):
        preflight.check_port(str(taken_port), "127.0.0.1")


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="number from 1 to 65535"):
        preflight.check_port(text, "127.0.0.1")


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Refusal, match="cannot be used"):
        preflight.check_port("18999", "192.0.2.1")


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="is a file"):
        preflight.check_folder(tmp_path / "file")


def test_a_data_folder_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="ESN_DATA_DIR"):
        preflight.check_folder(tmp_path / "file" / "var")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_data_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="cannot be written"):
        preflight.check_folder(tmp_path)


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "DATA_NEEDS", 10**18)
    with pytest.raises(Refusal, match="not enough disk space"):
        preflight.check_folder(tmp_path)


def test_a_second_instance_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with (
        preflight.take_lock(tmp_path),
        pytest.raises(Refusal, match=f"already runs .*process {os.getpid()}"),
        preflight.take_lock(tmp_path),
    ):
        pass
    preflight.take_lock(tmp_path).close()


def test_the_command_itself_refuses_in_one_line(taken_port: int, tmp_path: Path) -> None:
    done = start(PORT=str(taken_port), ESN_DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "in use" in done.stderr


def test_the_command_explains_itself() -> None:
    done = subprocess.run([ROOT / "bin" / "run", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "--no-demo" in done.stdout
    assert "ESN_DATA_DIR" in done.stdout


def test_without_a_new_enough_python_one_sentence_says_so(tmp_path: Path) -> None:
    """A copy of the commands, and a PATH with nothing but an old Python on it."""
    for name in ("bin", "bin/launch", "path"):
        (tmp_path / name).mkdir()
    for name in ("bin/run", "bin/launch/find-python.sh"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    old = tmp_path / "path" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for tool in ("dirname", "sh"):
        source = next(folder for folder in ("/usr/bin", "/bin") if Path(folder, tool).exists())
        (tmp_path / "path" / tool).symlink_to(Path(source, tool))
    done = subprocess.run(
        ["/bin/sh", tmp_path / "bin" / "run"],
        env={"PATH": str(tmp_path / "path")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("ESN needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1
