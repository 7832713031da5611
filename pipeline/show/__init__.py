"""Outcomes -> what people and programs read: terminal, JSON. Pure."""
