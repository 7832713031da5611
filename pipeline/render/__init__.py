"""Compiled template + values -> .docx bytes, as often as wanted. Usable by itself, with `template`."""
