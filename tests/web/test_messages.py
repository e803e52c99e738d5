"""Only what a page sends is heard, and as fast: nobody clears everybody's cache or has everybody wait."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from probation_commission.domain.doors import LARGEST_MESSAGE, MESSAGES_A_SECOND, MESSAGES_AT_ONCE
from probation_commission.ui.server import answered
from probation_commission.web import messages
from probation_commission.web.messages import KnownMessages, Pace
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
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(set_run_on_save=True),
        # Rows of a table drawn before, of which nobody asks whether they may still be seen.
        BackMsg(backend_operation_request={"request_id": "1", "dataframe_chunk": {"source_id": "1"}}),
        BackMsg(backend_operation_request={"request_id": "1", "install_skills": {}}),
        # Three million took a server 47 seconds and 700 MB, in which nobody was answered.
        BackMsg(file_urls_request={"file_names": [""] * 11}),
        BackMsg(rerun_script={"widget_states": {"widgets": [{}] * 20_001}}),
        BackMsg(rerun_script={"cached_message_hashes": [""] * 20_001}),
        BackMsg(),
    ],
)
def test_what_no_page_sends_is_not_heard(message):
    assert heard(message.SerializeToString() or b"\x98\x06\x01") == []


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(stop_script=True),
        BackMsg(app_heartbeat=True),
        BackMsg(file_urls_request={"file_names": ["october.xlsx"]}),
        BackMsg(backend_operation_request={"request_id": "1", "deferred_file": {"file_id": "1"}}),
        BackMsg(rerun_script={"query_string": "area=E06000047", "widget_states": {"widgets": [{"id": "1"}]}}),
    ],
)
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


def test_who_sends_what_is_far_too_large_is_cut_off():
    closed, *_ = heard(bytes(LARGEST_MESSAGE + 1))
    assert (closed["type"], closed["code"]) == ("websocket.close", 1009)


def test_who_sends_more_than_a_page_does_waits(monkeypatch):
    """Three thousand runs asked for at once kept everybody else waiting for a minute."""
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(messages, "sleep", sleep)
    monkeypatch.setattr(messages, "monotonic", lambda: 1.0)
    frame = BackMsg(rerun_script={}).SerializeToString()
    asked = [{"type": "websocket.receive", "bytes": frame}] * (MESSAGES_AT_ONCE + 2)
    assert len(conversation(KnownMessages(echo, answered), {"type": "websocket"}, asked)) == len(asked)
    assert waited == pytest.approx([1 / MESSAGES_A_SECOND, 2 / MESSAGES_A_SECOND])


def test_whoever_works_as_people_do_never_waits():
    pace = Pace()
    assert [pace.wait(2_000, now / MESSAGES_A_SECOND) for now in range(1, 1_000)] == [0] * 999
    # What was not sent is not saved up without end.
    pace.wait(1, 10_000.0)
    assert not any(pace.wait(1, 10_000.0) for _ in range(MESSAGES_AT_ONCE - 1))
    assert pace.wait(1, 10_000.0)


def test_a_large_message_counts_as_many():
    pace = Pace()
    assert pace.wait(MESSAGES_AT_ONCE // 2 * 16 * 1024, 1.0) == 0
    assert pace.wait(MESSAGES_AT_ONCE * 16 * 1024, 1.0) > 0
