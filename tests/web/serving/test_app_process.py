"""How an app process is started."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE

import pytest

from probation_commission.web.serving import app_process
from probation_commission.web.serving.app_process import AppProcess


def test_it_is_told_the_address_that_people_use_and_its_own_port(monkeypatch):
    seen = {}

    async def start(*command, env, process_group, **_others):
        seen.update(env, command=command, group=process_group)
        return type("Over", (), {"returncode": 1, "terminate": lambda _: None, "wait": _over})()

    async def _over(_self):
        return 1

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    process = AppProcess(2, "0.0.0.0", 8501)  # noqa: S104 (what app.py refuses without sign-in)
    assert not asyncio.run(process.start())
    assert (seen["HOST"], seen["PORT"]) == ("0.0.0.0", "8501")  # noqa: S104
    assert seen["PC_PROCESS"] == f"2:{process.port}"
    assert seen["group"] == 0  # Ctrl+C is for the front


ANSWERS = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_one_that_hangs_or_ends_is_replaced(monkeypatch, number):
    monkeypatch.setattr(app_process, "LOOK", 0.1)
    monkeypatch.setattr(app_process, "SILENT", 0.3)
    monkeypatch.setattr(app_process, "ANSWERED_WITHIN", 0.3)
    begun, start = [], asyncio.create_subprocess_exec

    async def another(*_command, env, **_others):
        port = env["PC_PROCESS"].partition(":")[2]
        begun.append(await start(sys.executable, "-c", ANSWERS, port, stdin=PIPE))
        return begun[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", another)

    async def replaced() -> None:
        process = AppProcess(1, "127.0.0.1", 8501)
        assert await process.start()
        keeping = asyncio.create_task(process.keep())
        await asyncio.sleep(0.3)
        assert process.ready
        begun[0].send_signal(number)
        async with asyncio.timeout(30):
            while len(begun) < 2 or not process.ready:  # noqa: ASYNC110 (nobody says so)
                await asyncio.sleep(0.05)
        assert begun[0].returncode == -signal.SIGKILL
        keeping.cancel()
        await process.end()

    asyncio.run(replaced())
