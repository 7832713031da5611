"""The command `binding`: commands, what they print, exit codes, and help in every language."""
