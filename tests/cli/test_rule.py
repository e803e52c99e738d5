"""`rule set` and `rule list`, and what the command line says of another secret."""

import json

import pytest

from probation_commission.cli import main

pytestmark = pytest.mark.usefixtures("home")


def test_a_rule_is_set_and_listed(capsys):
    assert main(["rule", "set", "partnership", "--width", "10", "--from", "2027-01"]) == 0
    assert capsys.readouterr().out.startswith(
        "From January 2027, partnership: places in fixed bands from 0–9"
    )
    assert main(["rule", "list"]) == 0
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("partnership: bands of 10 from 2027-01, set by ")
    assert last == "Where nothing else is set: partnership: bands of 5, public: bands of 10."


def test_json_can_be_read(capsys):
    assert main(["rule", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == []
    assert main(["rule", "set", "public", "--width", "20", "--from", "2027-01", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["audience"], said["width"], said["from_month"]) == ("public", 20, "2027-01-01")
    assert main(["rule", "list", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["rules"]
    assert (one["audience"], one["from_month"]) == ("public", "2027-01-01")


def test_a_width_that_is_not_allowed_is_refused_on_stderr(capsys):
    assert main(["rule", "set", "public", "--width", "5", "--from", "2027-01"]) == 1
    answer = capsys.readouterr()
    assert (answer.out, answer.err.splitlines(keepends=True)[-1]) == (
        "",
        "The bands of public can be 10, 20 wide, not 5.\n",
    )


@pytest.mark.parametrize(
    "words",
    [
        ["rule"],
        ["rule", "set", "restricted", "--width", "5", "--from", "2027-01"],
        ["rule", "set", "public", "--width", "20"],
        ["rule", "set", "public", "--width", "20", "--from", "soon"],
        ["rule", "set", "public", "--width", "wide", "--from", "2027-01"],
    ],
)
def test_wrong_usage_is_2(words):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


@pytest.mark.parametrize("words", [["rule", "list"], ["user", "list"], ["sample", "remove"]])
def test_another_secret_is_1_with_the_sentence_on_stderr(words, monkeypatch, capsys):
    assert main(["user", "list"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("PC_SECRET", "another secret, as long as it should be")
    assert main(words) == 1
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.startswith("This database was begun with another secret. Set PC_SECRET")
    assert answer.err.count("\n") == 1
