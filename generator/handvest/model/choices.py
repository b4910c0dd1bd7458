"""The words from which authors choose: kinds, audiences, phases, themes, offers, channels."""

from __future__ import annotations

from enum import StrEnum


class CharterKind(StrEnum):
    """For what the promises of a charter hold."""

    ORGANISATION = "organisation"
    LOCATION = "location"
    DEPARTMENT = "department"
    CLINIC = "clinic"
    WARD = "ward"
    TEAM = "team"
    SERVICE = "service"
    CARE_PROCESS = "care-process"
    CHAIN = "chain"


class Audience(StrEnum):
    """For whom promises are."""

    PATIENTS = "patients"
    RESIDENTS = "residents"
    CLIENTS = "clients"
    FAMILY = "family"
    REFERRERS = "referrers"
    PARTNERS = "partners"
    STAFF = "staff"


class Phase(StrEnum):
    """The phases of a journey through care, in their order."""

    EMERGENCY = "emergency"
    REFERRAL = "referral"
    APPOINTMENT = "appointment"
    VISIT = "visit"
    WAITING_ROOM = "waiting-room"
    EXAMINATION = "examination"
    TREATMENT = "treatment"
    ADMISSION = "admission"
    STAY = "stay"
    HOME = "home"
    DISCHARGE = "discharge"
    AFTERCARE = "aftercare"


class Theme(StrEnum):
    """What a promise is about."""

    WAITING = "waiting"
    PLANNING = "planning"
    CONTACT = "contact"
    INFORMATION = "information"
    RESPECT = "respect"
    CONTINUITY = "continuity"
    PRIVACY = "privacy"
    COMFORT = "comfort"
    SAFETY = "safety"
    AFTERCARE = "aftercare"
    OTHER = "other"


class OfferKind(StrEnum):
    """What people may get when a norm is not met."""

    APOLOGY = "apology"
    APOLOGY_CARD = "apology-card"
    VOUCHER = "voucher"
    FLOWERS = "flowers"
    COFFEE = "coffee"
    PARKING = "parking"
    PRIORITY = "priority"
    DONATION = "donation"
    REFUND = "refund"
    COMPANY = "company"
    ACTIVITY = "activity"
    REPAIR = "repair"
    OTHER = "other"


class Channel(StrEnum):
    """How people report a miss."""

    DESK = "desk"
    PHONE = "phone"
    EMAIL = "email"
    FORM = "form"
    PAPER_FORM = "paper-form"
    LETTER = "letter"
    IN_PERSON = "in-person"


class Reporter(StrEnum):
    """Who may report a miss."""

    PERSON = "person"
    FAMILY = "family"
    REPRESENTATIVE = "representative"


class MeasuredHow(StrEnum):
    """How it is measured whether a promise is kept."""

    ALL = "all"
    SAMPLE = "sample"
    REPORTS = "reports"
    SURVEY = "survey"
    NOT_YET = "not-yet"


class Figures(StrEnum):
    """Whether figures are public."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Per(StrEnum):
    """For what a norm holds each time, when it is one of the usual things; own words may be used too."""

    VISIT = "visit"
    CARE_MOMENT = "care moment"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


CARE = {Audience.PATIENTS, Audience.RESIDENTS, Audience.CLIENTS, Audience.FAMILY}
"""The audiences that receive care, or stand beside someone who does."""
