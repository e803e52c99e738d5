"""Only what a page sends is heard: nobody clears everybody's cache."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from probation_commission.ui.server import answered
from probation_commission.web.messages import KnownMessages
from tests.web.asking import conversation


async def echo(_scope, receive, send):
    """An app that says what it hears, until the line is closed."""
    while (message := await receive())["type"] != "http.disconnect":
        await send(message)


def heard(frame: bytes) -> list[dict[str, object]]:
    messages = [{"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": frame}]
    return conversation(KnownMessages(echo, answered), {"type": "websocket"}, messages)[1:]


@pytest.mark.parametrize(
    "message",
    [BackMsg(clear_cache=True), BackMsg(load_git_info=True), BackMsg(set_run_on_save=True), BackMsg()],
)
def test_what_no_page_sends_is_not_heard(message):
    assert heard(message.SerializeToString() or b"\x98\x06\x01") == []


@pytest.mark.parametrize("message", [BackMsg(stop_script=True), BackMsg(app_heartbeat=True)])
def test_what_a_page_sends_is(message):
    frame = message.SerializeToString()
    assert heard(frame) == [{"type": "websocket.receive", "bytes": frame}]


def test_what_is_no_message_is_not_heard():
    # Streamlit would write each into the log, with a traceback.
    assert heard(b"\xff") == []


@pytest.mark.parametrize("message", [{"text": "hello"}, {"bytes": None, "text": "hello"}, {"bytes": b""}])
def test_text_is_not_heard(message):
    messages = [{"type": "websocket.connect"}, {"type": "websocket.receive", **message}]
    heard = conversation(KnownMessages(echo, answered), {"type": "websocket"}, messages)
    assert [message["type"] for message in heard] == ["websocket.connect"]
