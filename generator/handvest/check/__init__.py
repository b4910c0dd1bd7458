"""Looks at the built site as a visitor would get it, before it is published."""
