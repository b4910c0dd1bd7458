"""What authors write, as frozen classes with the terms of the field."""
