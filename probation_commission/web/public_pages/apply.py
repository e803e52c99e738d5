"""`/apply/<fund>`: what a fund that is open to anyone is for, and the two fields that send a link."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from probation_commission.actions.applying import PATH
from probation_commission.domain.applying import ASK_LASTS, LINK_LASTS, LONGEST_MAILBOX, LONGEST_NAME
from probation_commission.domain.days import in_full
from probation_commission.domain.money import pounds
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.views import letters
from probation_commission.views.terms import said
from probation_commission.web.public_pages import frame

if TYPE_CHECKING:
    from probation_commission.domain.funds import Fund
    from probation_commission.domain.letters import Letter
    from probation_commission.web.public_pages.kept import ShownDirectory

HOURS = int(ASK_LASTS.total_seconds()) // 3600
NOT_OURS = "The form was not sent from this page. Fill it in here and send it again."


@dataclass(frozen=True, slots=True)
class TypedAsk:
    """What stands in the form, so that nothing typed is lost, and what is wrong with it."""

    organisation: str = ""
    mailbox: str = ""
    problems: tuple[str, ...] = ()


def html(shown: ShownDirectory, fund: Fund, typed: TypedAsk | None = None) -> str:
    """The page with its form; `typed` where what was sent is to be put right."""
    known = typed or TypedAsk()
    body = [_made_up(fund), frame.paragraph(_finding(fund), "finding"), *_rules(fund), _form(fund, known)]
    return frame.page(_title(fund), "\n".join(filter(None, body)), shown)


def sent_html(shown: ShownDirectory, fund: Fund) -> str:
    """What everybody is told who sent the form: the same, whatever the mailbox is."""
    words = (
        f"If a mail can reach the mailbox that you wrote, a link is on its way to it. Open it within {HOURS} "
        "hours. It may take some minutes, and it may lie with the unwanted mail."
    )
    again = (
        "Nothing is kept of you until you open it. No mail? Look whether the mailbox was spelt right, and "
        "ask again; one mailbox is sent three a day at most."
    )
    body = [_made_up(fund), frame.paragraph(words, "finding"), frame.paragraph(again)]
    body.append(frame.button(f"{PATH}/{fund.slug}", "Back to the form"))
    return frame.page("Look into your mailbox", "\n".join(filter(None, body)), shown)


def letter(fund: Fund, address: str) -> Letter:
    """The mail with the link."""
    return letters.asked_for(
        partnership().name, fund.name, hours=HOURS, days=LINK_LASTS, ask=fund.ask, address=address
    )


def _title(fund: Fund) -> str:
    return f"Send in an idea: {fund.name}"


def _made_up(fund: Fund) -> str:
    return frame.made_up([f"the fund {fund.name}"] if fund.illustrative else [])


def _finding(fund: Fund) -> str:
    pot = (
        f"There is {pounds(fund.amount_pence)} for ideas" if fund.amount_pence else "There is money for ideas"
    )
    until = f", until {in_full(fund.closes)}" if fund.closes else ""
    return f"{pot} from any organisation{until}. It takes about fifteen minutes; you need no account."


def _rules(fund: Fund) -> list[str]:
    area = gazetteer().authority(fund.area_code) if fund.area_code else None
    least, most = (pounds(pence) if pence else "" for pence in (fund.least_pence, fund.most_ask_pence))
    asks = f"{least} to {most}" if least and most else f"up to {most}" if most else ""
    months = f"up to {fund.most_months} months" if fund.most_months else ""
    known = {
        "For whom": fund.for_whom,
        "Where": area.name if area else "",
        "How much you can ask for": asks,
        "For how long": months,
        "Ideas are taken until": in_full(fund.closes) if fund.closes else "",
        "Decided on": in_full(fund.decision_on) if fund.decision_on else "",
        "Money is spent by": in_full(fund.spend_by) if fund.spend_by else "",
        "Whom to ask": fund.ask,
        "Paid by": fund.funder,
    }
    lines = [line.strip() for line in fund.rules.splitlines() if line.strip()]
    rules = "".join(f"<li>{escape(said(line))}</li>" for line in lines)
    return [
        "<h2>What it is for</h2>",
        frame.facts((name, said(words)) for name, words in known.items() if words),
        f"<h2>Rules</h2>\n<ul>{rules}</ul>" if rules else "",
    ]


def _form(fund: Fund, typed: TypedAsk) -> str:
    wrong = "".join(f"<p>{escape(said(sentence))}</p>" for sentence in typed.problems)
    hint = (
        "One that your organisation reads. It is sent a link, which confirms it; what you write then is "
        "your organisation’s."
    )
    marks = ' aria-invalid="true" aria-describedby="wrong"' if typed.problems else ""
    described = ' aria-describedby="{}"'.format("wrong mailbox-hint" if typed.problems else "mailbox-hint")
    invalid = ' aria-invalid="true"' if typed.problems else ""
    return f"""<h2 id="ask">Ask for a link</h2>
{f'<div class="error" role="alert" id="wrong">{wrong}</div>' if wrong else ""}
<form method="post" action="{escape(f"{PATH}/{fund.slug}")}" novalidate>
<div class="fields">
<div><label for="organisation">Name of your organisation</label>
<input type="text" id="organisation" name="organisation" autocomplete="organization" required
 maxlength="{LONGEST_NAME}" value="{escape(typed.organisation)}"{marks}></div>
<div><label for="mailbox">Mailbox</label>
<p class="hint" id="mailbox-hint">{escape(hint)}</p>
<input type="text" inputmode="email" id="mailbox" name="mailbox" autocomplete="email" required
 autocapitalize="none" spellcheck="false" maxlength="{LONGEST_MAILBOX}"
 value="{escape(typed.mailbox)}"{invalid}{described}></div>
<div><button type="submit">Send me a link</button></div>
</div>
</form>
<p class="hint after">The same answer is given for every mailbox. The form that the link
opens needs JavaScript; this page does not.</p>"""
