"""Where inputs come from and outputs go: one interface, and a file for each kind of store."""
