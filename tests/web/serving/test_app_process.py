"""How an app process is started."""

import asyncio

from probation_commission.web.serving.app_process import AppProcess


def test_it_is_told_the_address_that_people_use_and_its_own_port(monkeypatch):
    seen = {}

    async def start(*command, env, **_others):
        seen.update(env, command=command)
        return type("Over", (), {"returncode": 1, "terminate": lambda _: None, "wait": _over})()

    async def _over(_self):
        return 1

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    process = AppProcess(2, "0.0.0.0", 8501)  # noqa: S104 (what app.py refuses without sign-in)
    assert not asyncio.run(process.start())
    assert (seen["HOST"], seen["PORT"]) == ("0.0.0.0", "8501")  # noqa: S104
    assert seen["PC_PROCESS"] == f"2:{process.port}"
