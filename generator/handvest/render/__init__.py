"""From pages to bytes: the only part that uses Jinja."""
