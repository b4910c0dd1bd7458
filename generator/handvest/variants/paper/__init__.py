"""Paper: what hangs on a wall, stands on a desk, is given, filled in, cut out or talked through."""
