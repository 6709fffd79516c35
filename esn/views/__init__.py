"""Pages that only wire the apps together."""
