"""Figures of reports: from a block and its table to a drawing, a table and sentences."""
