"""Texts that answers brought, and how a text is shown in a report."""

import re
from collections.abc import Collection


def excerpt(found: str) -> str:
    """Shorten a text for a report."""
    plain = " ".join(found.split())
    return plain if len(plain) <= 60 else plain[:57] + "..."


class Answers:
    """The texts that answers brought, which are not counted."""

    def __init__(self, answers: Collection[str]) -> None:
        lines = {line.strip() for answer in answers for line in answer.splitlines()}
        self.lines = {line for line in lines if line} | {answer.strip() for answer in answers if answer.strip()}
        longest = sorted((line for line in self.lines if len(line) > 1), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest))) if longest else None

    def without(self, found: str) -> str:
        """Put one letter in the place of every answer."""
        return self._pattern.sub("x", found) if self._pattern else found

    def brought(self, found: str) -> bool:
        """Tell whether an answer brought this text, or the text around it."""
        plain = found.strip()
        return any(plain == line or (len(plain) > 1 and plain in line) for line in self.lines)
