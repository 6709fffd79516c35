"""Real processes: the one-process server comes up and goes, and urgent work overtakes the rest."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from kombu import Connection, Consumer, Producer

from esn import schedule

import asking

pytestmark = pytest.mark.ops
Process = subprocess.Popen[bytes]


class House:
    """A data folder and a port of its own, and the commands that run there."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.folder = folder
        self.processes: list[Process] = []
        private = {"DATABASE_URL", "REDIS_URL", "BASE_URL", "ALLOWED_HOSTS", "PYTEST_CURRENT_TEST"}
        self.environment = {name: value for name, value in os.environ.items() if name not in private}
        self.environment |= {"ESN_DATA_DIR": str(folder), "PORT": str(self.port)}

    def manage(self, *arguments: str) -> Process:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)
        return process

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def is_ready(self, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if asking.ask(self.port)[0] == 200:
                return True
            time.sleep(0.1)
        return False


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    for process in house.processes:
        process.kill()
        process.wait()


def test_one_process_comes_up_works_and_goes(house: House) -> None:
    assert house.manage("migrate", "--verbosity", "0").wait(300) == 0, house.log()
    server = house.manage("serve")
    assert house.is_ready(90), house.log()
    second = house.manage("serve", "--port", "0")
    assert second.wait(60) == 1
    assert "already served" in house.log()
    started_at = time.monotonic()
    server.send_signal(signal.SIGTERM)
    server.wait(30)
    assert time.monotonic() - started_at < 15
    assert "Traceback" not in house.log()
    assert asking.ask(house.port) == (0, {})


@pytest.mark.skipif(settings.EMBEDDED, reason="the order is kept by Redis: set REDIS_URL")
def test_urgent_work_overtakes_what_was_there_before(tmp_path: Path) -> None:
    options = {**schedule.broker_transport_options, "global_keyprefix": f"{tmp_path.name}:"}
    received: list[str] = []
    with Connection(settings.REDIS_URL, transport_options=options) as connection:
        producer = Producer(connection, exchange=schedule.task_queues[0].exchange)
        for name in (schedule.BULK, schedule.BULK, schedule.NORMAL, schedule.URGENT):
            producer.publish({"queue": name}, routing_key=name, declare=[*schedule.task_queues])
        channel = connection.channel()
        channel.basic_qos(0, 1, False)

        def receive(body: dict[str, str], message: object) -> None:
            received.append(body["queue"])
            message.ack()  # type: ignore[attr-defined]

        with Consumer(channel, queues=schedule.task_queues, callbacks=[receive]):
            for _ in range(4):
                connection.drain_events(timeout=5)
        for queue in schedule.task_queues:
            queue(channel).delete()
    assert received == [schedule.URGENT, schedule.NORMAL, schedule.BULK, schedule.BULK]


@pytest.mark.parametrize(
    ("settings_of", "reason"),
    [
        ({"REDIS_URL": "redis://127.0.0.1:1/0", "SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "The database cannot be reached"),
        ({"SECRET_KEY_FILE": "/nowhere/key"}, "which cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(
    house: House, settings_of: dict[str, str], reason: str
) -> None:
    house.environment |= settings_of
    assert house.manage("prepare").wait(30) == 1
    assert reason in house.log()
    assert "Traceback" not in house.log()
