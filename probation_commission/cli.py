"""The command line, on the same actions as the pages.

Exit codes: 0 done; 1 refused, with reasons on stderr; 2 wrong usage.
"""

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TypeAlias

from probation_commission import setup
from probation_commission.actions import exports, outlines, people, returns, rules
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.returns import Checked
from probation_commission.analysis.understanding import understood
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import WIDTHS
from probation_commission.domain.access import Person, Role
from probation_commission.domain.days import day
from probation_commission.domain.layouts import FIELDS, FoundTable, Said
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import BUNDLED
from probation_commission.intake.cells import months
from probation_commission.publish.tables import ILLUSTRATIVE, workbook
from probation_commission.samples import loading
from probation_commission.views import iom_table

Group: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (no public name)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = _parser().parse_args(argv)
    person = Person(f"{getpass.getuser()} (command line)", Role.ADMIN)
    try:
        said = words.run(person, words)
    except RefusedError as refusal:
        print(*refusal.reasons, sep="\n", file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"{trouble.filename}: {trouble.strerror}.", file=sys.stderr)
        return 1
    if words.json:
        print(json.dumps(said, indent=2, default=str, ensure_ascii=False))
    else:
        print(*said["said"], sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m probation_commission", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", _check, "say what a return holds and what does not add up")
    load = _command(commands, "import", _import, "check a return and accept it")
    for command in (check, load):
        command.add_argument("file", type=Path, metavar="FILE")
        command.add_argument("--sender", default="", help="whose layout it is (default: the area's name)")
        command.add_argument("--area", type=_area, help="the area, where the file does not say it")
        command.add_argument(
            "--month", type=_month, help="the month, as 2026-10, where the file does not say it"
        )
    load.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=ANSWER", type=_answer, dest="answers"
    )
    kinds = commands.add_parser("export", help="write figures to a file").add_subparsers(
        required=True, metavar="KIND"
    )
    cohort = _command(kinds, "iom", _export_iom, "write a month of an area's IOM cohort as a workbook")
    cohort.add_argument("--area", required=True, help="its code or name")
    cohort.add_argument("--month", required=True, type=_month, metavar="YYYY-MM")
    cohort.add_argument(
        "--audience",
        choices=list(Audience),
        type=Audience,
        default=Audience.PARTNERSHIP,
        metavar="AUDIENCE",
        help=f"who will see the file: {', '.join(Audience)} (default: partnership)",
    )
    cohort.add_argument("--out", required=True, type=Path, metavar="FILE", help="the .xlsx to write")
    geography = commands.add_parser("outlines", help="ward outlines").add_subparsers(required=True)
    build = _command(geography, "build", _build, "make indicative outlines from postcodes")
    build.add_argument("--out", type=Path, default=BUNDLED, help="the folder to write (default: the bundled)")
    use = _command(geography, "use", _use, "use an official file: GeoJSON, GeoPackage or shapefile")
    use.add_argument("file", type=Path, metavar="FILE")
    fetch = _command(geography, "fetch", _fetch, "get the official outlines from the Open Geography Portal")
    fetch.add_argument("--authority", action="append", dest="authorities", help="a code or name; may repeat")
    fetch.add_argument("--layer", help="the layer's name instead of the newest (or PC_OUTLINES_LAYER)")
    examples = commands.add_parser("sample", help="illustrative data").add_subparsers(required=True)
    _command(examples, "load", _load_sample, "load it")
    _command(examples, "remove", _remove_sample, "take it out")
    staff = commands.add_parser("user", help="who may sign in").add_subparsers(required=True)
    add = _command(staff, "add", _add_user, "give somebody access")
    add.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    add.add_argument("--role", required=True, choices=list(Role), metavar="ROLE", help=", ".join(Role))
    add.add_argument("--name", default="", help="how others see them (default: the address)")
    _command(staff, "list", _list_users, "everybody who has or had access")
    _add_rule_commands(commands)
    return parser


def _add_rule_commands(commands: Group) -> None:
    group = commands.add_parser("rule", help="what may be shown to whom").add_subparsers(required=True)
    one = _command(group, "set", _set_rule, "set the width of an audience's bands, from a month on")
    one.add_argument(
        "audience", choices=list(WIDTHS), type=Audience, metavar="AUDIENCE", help=", ".join(WIDTHS)
    )
    one.add_argument("--width", required=True, type=int, metavar="N", help="of a band, under 20")
    one.add_argument(
        "--from", required=True, type=_month, metavar="YYYY-MM", dest="from_month", help="the first month"
    )
    _command(group, "list", _list_rules, "every rule that was set")


def _command(group: Group, name: str, run: object, words: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = group.add_parser(name, help=words, description=words)
    command.add_argument("--json", action="store_true", help="answer in JSON")
    command.set_defaults(run=run)
    return command


def _answer(text: str) -> tuple[str, str]:
    question, sign, answer = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("write QUESTION=ANSWER")
    return question, answer


def _area(text: str) -> Authority:
    if area := gazetteer().authority(text):
        return area
    raise argparse.ArgumentTypeError("no area known here has that name")


def _month(text: str) -> date:
    if month := months.month(text):
        return month
    raise argparse.ArgumentTypeError("write the month as 2026-10")


def _checked(person: Person, words: argparse.Namespace) -> Checked:
    setup.ready()
    said = Said(words.area, words.month)
    content = words.file.read_bytes()
    checked = returns.check(person, content, words.file.name, sender=words.sender, said=said)
    if checked.reading.doubts and not checked.reading.doubts.settled:
        raise RefusedError(*_to_confirm(checked))
    if checked.reading.problems:
        raise RefusedError(*returns.refusals(checked.reading))
    return checked


def _to_confirm(checked: Checked) -> list[str]:
    """What somebody has to say of the file first, and how."""
    doubts = checked.reading.doubts
    if doubts is None:
        return []
    tables = [one for one in doubts.tables if one.signature in doubts.open_tables]
    reasons = [returns.CONFIRM] if tables else []
    reasons += [f"{one.where[0]}: its columns are {_headings(one)}." for one in tables]
    reasons += list(doubts.notes)
    reasons += ["The file does not say whose it is: add --area NAME."] if doubts.area_asked else []
    reasons += ["The file does not say which month it is: add --month 2026-10."] if doubts.month_asked else []
    return reasons


def _headings(table: FoundTable) -> str:
    said = (f"“{one.heading}” ({FIELDS[one.field].lower()}?)" for one in table.columns)
    return ", ".join(said)


def _check(person: Person, words: argparse.Namespace) -> dict[str, object]:
    checked = _checked(person, words)
    return {
        "file": checked.reading.file_name,
        "sha256": checked.reading.sha256,
        "returns": [
            {
                "kind": ret.kind,
                "service": ret.subject,
                "area": ret.area.name,
                "month": f"{ret.month:%Y-%m}",
                "understood": understood(ret),
                "notes": ret.notes,
                "reconciliation": [asdict(line) for line in lines],
            }
            for ret, lines in checked.reconciliation
        ],
        "dropped": [asdict(one) for one in checked.reading.dropped],
        "questions": [asdict(question) for question in checked.reading.questions],
        "loaded_before": checked.loaded_before is not None,
        "said": _report(checked),
    }


def _report(checked: Checked) -> list[str]:
    lines = list(checked.reading.notes)
    for ret, identities in checked.reconciliation:
        lines.append(", ".join([ret.kind, *filter(None, [ret.subject]), ret.area.name, f"{ret.month:%B %Y}"]))
        lines += [f"  {line}" for line in (*understood(ret), *ret.notes)]
        for one in identities:
            lines.append(f"  {one.verdict}: {one.sentence}")
            lines += [f"    {detail}" for detail in one.detail]
    lines += [f"Dropped: {one}" for one in checked.reading.dropped]
    for question in checked.reading.questions:
        lines.append(f"Question: {question.prompt}")
        lines += [f"  --answer '{question.key}={value}'  {label}" for value, label in question.options]
    if checked.loaded_before:
        lines.append(returns.already_loaded(checked.loaded_before, checked.withdrawn))
    return lines


def _import(person: Person, words: argparse.Namespace) -> dict[str, object]:
    checked = _checked(person, words)
    if checked.loaded_before:
        raise RefusedError(returns.already_loaded(checked.loaded_before, checked.withdrawn))
    try:
        count = returns.accept(person, checked, dict(words.answers))
    except ValueError as wrong:
        raise RefusedError(str(wrong), *_questions(checked)) from wrong
    except RefusedError as refusal:
        raise RefusedError(*refusal.reasons, *_questions(checked)) from refusal
    return {"returns": count, "said": [f"Accepted {count} return{'' if count == 1 else 's'}."]}


def _questions(checked: Checked) -> list[str]:
    return [
        f"--answer '{question.key}={value}'  {label}"
        for question in checked.reading.questions
        for value, label in question.options
    ]


def _export_iom(person: Person, words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    found = exports.iom(person, words.area, words.month, words.audience)
    table = iom_table.whole_table(found.release, found.ward_set)
    about = iom_table.about(found.release, found.ward_set, source=found.source, who=found.who)
    if found.illustrative:
        about = {"Illustrative": ILLUSTRATIVE, **about}
    words.out.write_bytes(workbook(table, about))
    said = f"Wrote {len(table)} rows to {words.out}. Who may see it: {found.who}."
    return {"file": str(words.out), "rows": len(table), **about, "said": [said]}


def _build(person: Person, words: argparse.Namespace) -> dict[str, object]:
    keys = outlines.build(person, words.out)
    return {"ward_sets": keys, "said": [f"Made indicative outlines: {', '.join(keys)}."]}


def _use(person: Person, words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    return _taken(outlines.use(person, words.file))


def _fetch(person: Person, words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    return _taken(outlines.fetch(person, words.authorities, words.layer))


def _taken(taken: outlines.Taken) -> dict[str, object]:
    keys = ", ".join(taken.keys)
    said = [f"From now on maps show: {taken.source} ({keys}).", *taken.notes]
    return {"ward_sets": taken.keys, "source": taken.source, "notes": taken.notes, "said": said}


def _load_sample(person: Person, _words: argparse.Namespace) -> dict[str, object]:
    setup.ready()
    loaded = loading.load(person)
    return {"loaded": loaded, "said": loaded or ["It was loaded already. Nothing was changed."]}


def _remove_sample(person: Person, _words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    gone = loading.remove(person)
    said = "Took the illustrative data out." if gone else "There was no illustrative data."
    return {"files": gone, "said": [said, "The real Haringey return, if it was loaded, stays."]}


def _add_user(person: Person, words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    account = people.add(person, words.email, Role(words.role), words.name)
    said = f"{account.name} can sign in as {account.email} now: {account.role}."
    return {**asdict(account), "said": [said]}


def _list_users(person: Person, _words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    accounts = people.everyone(person)
    lines = [
        f"{one.email}  {one.role}{'' if one.active else ' (access ended)'}  {one.name}" for one in accounts
    ]
    return {
        "people": [asdict(one) for one in accounts],
        "said": lines or ["Nobody has been given access yet."],
    }


def _set_rule(person: Person, words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    rule = rules.change(person, words.audience, words.width, words.from_month)
    said = f"From {rule.from_month:%B %Y}, {rule.audience}: {rule.words}."
    return {**asdict(rule), "said": [said]}


def _list_rules(person: Person, _words: argparse.Namespace) -> dict[str, object]:
    setup.begin()
    found = rules.everything(person)
    lines = [
        f"{one.audience}: bands of {one.width} "
        f"{f'from {one.from_month:%Y-%m}' if one.from_month else 'for all months'}, "
        f"set by {one.set_by} on {day(one.set_at)}"
        for one in found
    ]
    usual = [f"{audience}: bands of {widths[0]}" for audience, widths in WIDTHS.items()]
    return {
        "rules": [asdict(one) for one in found],
        "usual": {audience: widths[0] for audience, widths in WIDTHS.items()},
        "said": [*lines, f"Where nothing else is set: {', '.join(usual)}."],
    }
