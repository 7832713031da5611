"""`layout.toml` -> `Layout`."""
