"""Rules about the four elements of a promise: norm, compensation, claim and limits (Thomassen)."""

from __future__ import annotations

from collections.abc import Iterator

from handvest.load.project import Project
from handvest.load.validate import Source
from handvest.model.base import Place, texts
from handvest.model.charter import FIGURE_FORMS, NORM_FORMS, Charter, Claim, Compensation, Norm, Promise
from handvest.model.choices import Channel, Figures, OfferKind
from handvest.model.inherit import claim_of, contact_of, exceptions_of, partner_of
from handvest.model.organisation import Contact, Organisation
from handvest.model.quantity import Unit
from handvest.problem import NO_REMEDY, Level, Problem, did_you_mean, message

MANY = 10  # a set usually has 5 to 10 promises

DETAILS = {Channel.DESK: "desk", Channel.PHONE: "phone", Channel.EMAIL: "email", Channel.LETTER: "address"}
"""The key of a contact that a channel needs."""


def problems(project: Project) -> Iterator[Problem]:
    """Find promises that miss an element, or say one thing in two ways."""
    for source in project.charters.values():
        charter = source.model
        if all(p.intention for p in charter.promises) and not source.left_out(("promises",)):
            yield source.problem(
                Level.ERROR,
                ("promises",),
                message("There are only intentions here, and not one promise."),
                message("Write at least one promise with a norm."),
            )
        if sum(not p.intention for p in charter.promises) > MANY:
            yield source.problem(
                Level.ADVICE,
                ("promises",),
                message("There are more than {n} promises; people remember 5 to 10.", n=MANY),
                message("Choose what matters most to people."),
            )
        yield from _compensation(source, ("compensation",), charter.compensation)
        yield from _channels(project, source)
        for i, promise in enumerate(charter.promises):
            yield from _promise(source, i, promise)
            yield from _icon(source, i, promise, project.pictograms)


def _promise(source: Source[Charter], i: int, promise: Promise) -> Iterator[Problem]:
    place: Place = ("promises", i)
    charter = source.model
    if promise.intention:
        for key in ("norm", "compensation", "claim", "target"):
            if getattr(promise, key) is not None:
                yield source.problem(
                    Level.ERROR,
                    (*place, key),
                    message("An intention has no {key}.", key=key),
                    message("Delete it, or make it a promise: delete intention."),
                )
    elif promise.norm is None:
        if not source.left_out((*place, "norm")):
            yield source.problem(
                Level.ERROR,
                (*place, "norm"),
                message("'{key}' is missing.", key="norm"),
                message(
                    "Write for example norm: {{at_most: 15 minutes}}, {{always: true}} or {{judged_by: person}}; "
                    "or intention: true when it is not a promise."
                ),
            )
    else:
        yield from _norm(source, (*place, "norm"), promise.norm)
    silent = exceptions_of(charter, promise) is None and not source.left_out(("exceptions",))
    if silent and not promise.intention and not source.left_out((*place, "exceptions")):
        yield source.problem(
            Level.WARNING,
            (*place, "exceptions"),
            message("Nothing is said about exceptions."),
            message("Write exceptions: none when it always holds, or a list of cases."),
        )
    if promise.compensation is not None:
        yield from _compensation(source, (*place, "compensation"), promise.compensation)
    if promise.figures is Figures.INTERNAL and not promise.because and not source.left_out((*place, "because")):
        yield source.problem(
            Level.ERROR,
            (*place, "because"),
            message("The figures are internal, and nothing says why."),
            message("Write because: with the reason."),
        )
    if promise.target is not None and (promise.target.unit is not Unit.PERCENT or promise.target.value > 100):
        yield source.problem(
            Level.ERROR,
            (*place, "target"),
            message("A target is a percentage of at most 100%."),
            message("Write for example 95%."),
        )
    figure = promise.norm.figure() if promise.norm else None
    has_margin = bool(promise.norm and promise.norm.margin)
    for where, text, _ in texts(promise, place):
        if source.left_out((*place, "norm")):
            break
        if "{norm}" in text and not figure and not has_margin and promise.norm is not None:
            yield source.problem(
                Level.ERROR,
                where,
                message("{{norm}} stands here, but this norm has no quantity."),
                message("Write out what is meant, or give the norm a quantity."),
            )
        elif "{norm}" in text and promise.norm is None and promise.intention:
            yield source.problem(
                Level.ERROR,
                where,
                message("{{norm}} stands here, but an intention has no norm."),
                message("Write out what is meant."),
            )


def _icon(source: Source[Charter], i: int, promise: Promise, known: frozenset[str]) -> Iterator[Problem]:
    if promise.icon and promise.icon not in known:
        what = message("There is no pictogram '{value}'.", value=promise.icon)
        remedy = did_you_mean(promise.icon, known)
        if remedy == NO_REMEDY:
            remedy = message("Look up the names in docs/pictogrammen.md.")
        yield source.problem(Level.ADVICE, ("promises", i, "icon"), what, remedy)


def _norm(source: Source[Charter], place: Place, norm: Norm) -> Iterator[Problem]:
    if source.left_out(place):
        return
    forms = [form for form in NORM_FORMS if getattr(norm, form) not in (None, False)]
    beside = [form for form in forms if form != "margin"] or forms
    if not beside:
        yield source.problem(
            Level.ERROR,
            place,
            message("The norm does not say what people get."),
            message("Choose one: {forms}.", forms=", ".join(NORM_FORMS)),
        )
    elif len(beside) > 1:
        yield source.problem(
            Level.ERROR,
            place,
            message("The norm says two things: {forms}.", forms=", ".join(beside)),
            message("Choose one, or make it two promises."),
        )
    for form in FIGURE_FORMS:
        value = getattr(norm, form)
        if value is None:
            continue
        if value.unit is None and norm.unit is None:
            yield source.problem(
                Level.ERROR,
                (*place, form),
                message("The unit is missing."),
                message("Write for example '15 minutes', or beside the number unit: {{one: …, other: …}}."),
            )
        elif value.unit is not None and norm.unit is not None:
            yield source.problem(
                Level.ERROR,
                (*place, "unit"),
                message("There are two units: one in the quantity and this one."),
                message("Delete one of the two."),
            )
        elif value.value == 0 and form != "at_most":
            yield source.problem(Level.ERROR, (*place, form), message("Zero is not a norm here."))
    if norm.margin is not None and norm.margin.before is None and norm.margin.after is None:
        yield source.problem(
            Level.ERROR,
            (*place, "margin"),
            message("The margin says neither before nor after."),
            message("Write for example margin: {{before: 15 minutes, after: 15 minutes}}."),
        )
    if beside == ["margin"] and norm.from_ is None:
        yield source.problem(
            Level.ERROR,
            (*place, "from"),
            message("A margin needs the moment around which it lies."),
            message("Write from: with that moment, such as 'the agreed time'."),
        )


def _compensation(source: Source[Charter], place: Place, compensation: Compensation) -> Iterator[Problem]:
    if compensation.none:
        if not compensation.because and not source.left_out((*place, "because")):
            yield source.problem(
                Level.ERROR,
                (*place, "because"),
                message("There is no compensation, and nothing says why."),
                message("Write because: with the reason."),
            )
        if compensation.offers:
            yield source.problem(
                Level.ERROR,
                (*place, "offers"),
                message("none says that there is no compensation, but offers stand here too."),
                message("Delete one of the two."),
            )
        return
    whole = not source.left_out((*place, "offers"))
    if not compensation.offers and whole:
        yield source.problem(
            Level.ERROR,
            (*place, "offers"),
            message("Nothing says what people get when the promise is not kept."),
            message("Write offers, or {{none: true, because: …}}."),
        )
    if compensation.choice and len(compensation.offers) == 1 and whole:
        yield source.problem(
            Level.WARNING,
            (*place, "choice"),
            message("There is only one offer, so there is nothing to choose."),
            message("Add an offer, or delete choice."),
        )
    for i, offer in enumerate(compensation.offers):
        lost = source.left_out((*place, "offers", i, "text"))
        if offer.kind is not OfferKind.APOLOGY and not offer.text and not lost:
            yield source.problem(
                Level.ERROR,
                (*place, "offers", i, "text"),
                message("'{key}' is missing.", key="text"),
                message("Say in words what people get, such as 'a cup of coffee'."),
            )
        if offer.worth is not None and offer.worth.unit is not Unit.EUR:
            yield source.problem(
                Level.ERROR,
                (*place, "offers", i, "worth"),
                message("The worth is an amount of money."),
                message("Write for example 5 EUR."),
            )


def _channels(project: Project, source: Source[Charter]) -> Iterator[Problem]:
    """Find channels without the details that people need to use them, each told once."""
    told: set[tuple[Channel, Place]] = set()
    for place, claim, contact, needed in _claims(project.organisation.model, source.model):
        if not claim.channels and not source.left_out((*place, "channels")):
            yield source.problem(
                Level.ERROR,
                (*place, "channels"),
                message("Nothing says how people can report."),
                message("Choose from: {options}.", options=", ".join(Channel)),
            )
        for channel in claim.channels:
            if channel is Channel.FORM and not claim.form and not source.left_out((*place, "form")):
                missing = ("form", place)
            elif channel in DETAILS and not getattr(contact, DETAILS[channel]):
                missing = (DETAILS[channel], needed)
            else:
                continue
            if (channel, needed) not in told and not _may_be_given(project, source, missing):
                yield _missing_detail(source, place, channel, missing)
            told.add((channel, needed))


def _claims(organisation: Organisation, charter: Charter) -> Iterator[tuple[Place, Claim, Contact, Place]]:
    """Yield each claim with its place, the contact that goes with it, and the place where its details belong."""
    yield ("claim",), charter.claim, contact_of(organisation, charter), ("contact",)
    for i, partner in enumerate(charter.partners):
        kept = next((p for p in charter.promises if p.by == partner.id), None)
        if kept and (partner.claim or partner.contact):
            shared = kept.model_copy(update={"claim": None})
            place: Place = ("partners", i, "claim") if partner.claim else ("partners", i)
            yield place, claim_of(charter, shared), contact_of(organisation, charter, kept), _details(charter, kept)
    for i, promise in enumerate(charter.promises):
        if promise.claim:
            contact = contact_of(organisation, charter, promise)
            yield ("promises", i, "claim"), claim_of(charter, promise), contact, _details(charter, promise)


def _details(charter: Charter, promise: Promise) -> Place:
    """Return where the contact details of those who keep a promise belong."""
    keeper = partner_of(charter, promise)
    return ("partners", charter.partners.index(keeper), "contact") if keeper and keeper.contact else ("contact",)


def _may_be_given(project: Project, source: Source[Charter], missing: tuple[str, Place]) -> bool:
    """Tell whether a detail may have been left out, here or where it is inherited from, because of an error."""
    key, needed = missing
    organisation, unit = project.organisation, source.model.unit or ""
    lost = source.left_out(("unit",)) or bool(unit and unit not in organisation.model.units)
    inherited: list[Place] = [("contact", key), ("units", unit, "contact", key)]
    return lost or source.left_out((*needed, key)) or any(organisation.left_out(place) for place in inherited)


def _missing_detail(source: Source[Charter], place: Place, channel: Channel, missing: tuple[str, Place]) -> Problem:
    key, needed = missing
    _, path = source.node.at(source.written(needed))
    what = message("People can report by '{channel}', but the details are missing.", channel=channel.value)
    remedy = message("Write {key}: in {path}.", key=key, path=path)
    if channel is Channel.FORM:
        what = message("People can report by a form, but its address is missing.")
        remedy = message("Write form: with the web address, in claim.")
    elif needed == ("contact",):
        remedy = message("Write {key}: in contact, or in the contact of the unit or the organisation.", key=key)
    return source.problem(Level.ERROR, (*place, "channels"), what, remedy)
