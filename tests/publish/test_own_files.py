"""A folder of ours: a file that is somebody's, or was changed, is never written over."""

import json
from pathlib import Path

import pytest

from probation_commission.publish import own_files
from probation_commission.publish.own_files import LIST, OwnFiles


def test_what_was_written_here_is_written_over_and_nothing_else(tmp_path):
    OwnFiles(tmp_path / "new" / "folder").write("a.pdf", b"one")
    folder = tmp_path / "new" / "folder"
    (folder / "b.pdf").write_bytes(b"somebody's")
    again = OwnFiles(folder)
    assert again.foreign(["a.pdf", "b.pdf", "c.pdf"]) == ["b.pdf"]
    again.write("a.pdf", b"two")
    assert (folder / "a.pdf").read_bytes() == b"two"
    assert OwnFiles(folder).foreign(["a.pdf"]) == []
    assert OwnFiles(folder).earlier(["c.pdf"]) == ["a.pdf"]
    (folder / "a.pdf").write_bytes(b"changed by somebody")
    assert OwnFiles(folder).foreign(["a.pdf"]) == ["a.pdf"]


@pytest.mark.parametrize("content", ["", "[]", '{"files": 1}', '{"other": {}}', "no list"])
def test_a_list_that_is_none_of_ours_is_somebodys(tmp_path, content):
    (tmp_path / LIST).write_text(content)
    assert OwnFiles(tmp_path).foreign(["a.pdf"]) == [LIST]


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_writing_that_is_broken_off_leaves_a_whole_file_that_is_known(tmp_path, monkeypatch, step):
    OwnFiles(tmp_path).write("a.pdf", b"one")
    real, calls = own_files._replace, []

    def broken(path: Path, content: bytes) -> None:
        calls.append(path)
        if len(calls) > step:
            raise KeyboardInterrupt
        real(path, content)

    monkeypatch.setattr(own_files, "_replace", broken)
    with pytest.raises(KeyboardInterrupt):
        OwnFiles(tmp_path).write("a.pdf", b"two")
    monkeypatch.undo()
    assert (tmp_path / "a.pdf").read_bytes() == (b"two" if step == 2 else b"one")
    assert OwnFiles(tmp_path).foreign(["a.pdf"]) == []


def test_nothing_is_left_of_a_part_that_could_not_be_put_in_place(tmp_path, monkeypatch):
    def refused(*_) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError):
        OwnFiles(tmp_path).write("a.pdf", b"one")
    assert list(tmp_path.iterdir()) == []


def test_the_list_says_what_is_ours(tmp_path):
    files = OwnFiles(tmp_path)
    files.write("a.pdf", b"one")
    files.write("b.pdf", b"two")
    assert set(json.loads((tmp_path / LIST).read_text())["files"]) == {"a.pdf", "b.pdf"}
