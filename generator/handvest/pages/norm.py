"""What visitors read of a norm: its quantity, and its parts in words."""

from __future__ import annotations

from handvest.language import Language
from handvest.model.charter import Norm
from handvest.pages.page import Fact
from handvest.pages.words import PER, capital
from handvest.problem import Message, message

FORMS: dict[str, Message] = {
    "at_most": message("at most {quantity}"),
    "at_least": message("at least {quantity}"),
    "within": message("within {quantity}"),
    "every": message("every {quantity}"),
    "exactly": message("exactly {quantity}"),
}


def norm_quantity(say: Language, norm: Norm | None) -> str:
    """Return what `{norm}` becomes: the quantity without 'at most'; empty when there is none."""
    if norm is None:
        return ""
    figure = norm.figure()
    if figure:
        return say.quantity(figure[1])
    margin = norm.margin
    if margin is None:
        return ""
    before, after = (say.quantity(q) if q else "" for q in (margin.before, margin.after))
    if before and after and before != after:
        return say("{before} before and {after} after", before=before, after=after)
    return before or after


def norm_facts(say: Language, norm: Norm | None) -> tuple[Fact, ...]:
    """Say the norm in parts: what, from which event, under which condition, per what, with which margin."""
    if norm is None:
        return ()
    facts = []
    figure = norm.figure()
    if figure:
        form, quantity = figure
        facts.append(Fact(say("Norm"), say.say(Message(FORMS[form].text, {"quantity": say.quantity(quantity)}))))
    elif norm.always:
        facts.append(Fact(say("Norm"), say("Always. You can say yes or no: it happened or it did not.")))
    elif norm.judged_by:
        facts.append(Fact(say("Norm"), say("You yourself say whether we kept it.")))
    if norm.margin:
        facts.append(Fact(say("Norm") if not facts else say("Margin"), _margin(say, norm)))
    if norm.from_:
        facts.append(Fact(say("Around") if not figure and norm.margin else say("Counted from"), norm.from_))
    if norm.when:
        facts.append(Fact(say("When"), norm.when))
    if norm.per:
        facts.append(Fact(say("Per"), say.say(PER[norm.per]) if norm.per in PER else norm.per))
    return tuple(Fact(f.term, capital(f.text)) for f in facts)


def _margin(say: Language, norm: Norm) -> str:
    assert norm.margin
    parts = []
    if norm.margin.before:
        parts.append(say("at most {quantity} earlier", quantity=say.quantity(norm.margin.before)))
    if norm.margin.after:
        parts.append(say("at most {quantity} later", quantity=say.quantity(norm.margin.after)))
    return say.listing(parts, last="or")
