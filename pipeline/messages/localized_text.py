"""Texts in the language of the reader: English in the code, every other language in `locale/`, read by gettext."""

from __future__ import annotations

import gettext
import pkgutil
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["nl", "en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages in which Binding speaks; every one but SOURCE_LANGUAGE has its texts in `locale/`."""
DEFAULT_LANGUAGE: Language = "nl"
SOURCE_LANGUAGE: Language = "en"
"""The language of the texts in the code."""
DOMAIN = "binding"
"""The name of the files that hold translations: `locale/<language>/LC_MESSAGES/binding.po`, and `.mo`."""


@cache
def translations_in(language: Language) -> gettext.NullTranslations:
    """Return the translations into a language. A text that has none comes back as it is."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    compiled = pkgutil.get_data(__package__, f"locale/{language}/LC_MESSAGES/{DOMAIN}.mo")
    return gettext.GNUTranslations(BytesIO(compiled or b""))


def language_for(tag: str) -> Language:
    """Return the language in which to speak to readers of a language tag such as `nl-BE`: English where it has none."""
    for language in LANGUAGES:
        if tag.lower().startswith(language):
            return language
    return SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text by its English words. Babel extracts it from the code, so both arguments are literals."""

    text: str
    context: str = ""
    """Tells two texts apart that are the same in English and not in another language."""

    def of(self, language: Language) -> str:
        """Return the text in this language."""
        if not self.text:
            return ""  # gettext keeps the header of its file under the empty text
        translations = translations_in(language)
        return translations.pgettext(self.context, self.text) if self.context else translations.gettext(self.text)


@dataclass(frozen=True, slots=True)
class LocalizedPlural:
    """A text that depends on a count. Babel extracts it from the code, so both arguments are literals."""

    singular: str
    plural: str

    def of(self, language: Language, count: int) -> str:
        """Return the form for this count in this language, by the rule of the language."""
        return translations_in(language).ngettext(self.singular, self.plural, count)
