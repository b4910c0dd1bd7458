"""Handvest turns a care organisation's promises into a public site that everyone can read."""

__version__ = "0.1.0"
