"""Rules of an accessible page that can be told from its HTML, by the standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "link", "br", "img", "hr", "input"})
LEAST_CONTRAST = 4.5


class Page(HTMLParser):
    """What stands in a page: elements with their attributes and text, in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[int] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, which has to be the last that was opened."""
        if not self.open or self.elements[self.open.pop()][0] != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        """Give the text to every open element."""
        for at in self.open:
            self.texts[at] += data

    def all(self, *tags: str) -> Iterator[tuple[dict[str, str], str]]:
        """Yield the attributes and the text of each element with such a tag."""
        for (tag, attributes), text in zip(self.elements, self.texts, strict=True):
            if tag in tags:
                yield attributes, " ".join(text.split())


def broken(content: bytes) -> list[str]:
    """Return every rule that the page breaks."""
    page = Page(content)
    return [*_structure(page), *_headings(page), *_links(page), *_nothing_from_elsewhere(page), *_contrast(page)]


def _structure(page: Page) -> Iterator[str]:
    if page.unbalanced or page.open:
        yield f"elements are not closed in order: {page.unbalanced}"
    if not re.fullmatch(r"nl|en", next(page.all("html"))[0].get("lang", "")):
        yield "no language"
    if [len(text) > 5 for _, text in page.all("title")] != [True]:
        yield "no title"
    for landmark in ("header", "main", "footer"):
        if len(list(page.all(landmark))) != 1:
            yield f"not one {landmark}"
    if any("tabindex" in one and one["tabindex"] not in ("0", "-1") for _, one in page.elements):
        yield "an order of its own for the tab key"


def _headings(page: Page) -> Iterator[str]:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "not one h1, in front"
    if any(below > above + 1 for above, below in pairwise(levels)):
        yield f"a level of headings is skipped: {levels}"
    if not all(text for _, text in page.all("h1", "h2", "h3")):
        yield "an empty heading"


def _links(page: Page) -> Iterator[str]:
    ids = [one["id"] for _, one in page.elements if "id" in one]
    if len(ids) != len(set(ids)):
        yield "an id stands twice"
    targets = [(one["href"], text) for one, text in page.all("a")]
    yield from (f"{href} leads nowhere" for href, _ in targets if href.removeprefix("#") not in ids or href[0] != "#")
    yield from (f"{href} says nothing" for href, text in targets if not text)
    labels = [one["aria-labelledby"] for _, one in page.elements if "aria-labelledby" in one]
    yield from (f"no {label} to be called by" for label in labels if label not in ids)
    if page.elements[[tag for tag, _ in page.elements].index("a")][1].get("class") != "skip":
        yield "the first link does not skip to the findings"


def _nothing_from_elsewhere(page: Page) -> Iterator[str]:
    policies = [one for one, _ in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    if not policies or "default-src 'none'" not in policies[0]["content"]:
        yield "no strict policy"
    yield from (f"a {tag}" for tag, _ in page.elements if tag in ("script", "img", "iframe", "link", "object", "form"))
    for _, attributes in page.elements:
        yield from (f"{name} runs something" for name in attributes if name.startswith("on") or name == "src")
    style = next(page.all("style"))[1]
    if re.search(r"url\(|@import", style):
        yield "the style fetches something"
    if ":focus" not in style or "@media print" not in style or "prefers-color-scheme: dark" not in style:
        yield "no style for focus, print or the dark"


def _contrast(page: Page) -> Iterator[str]:
    style = next(page.all("style"))[1]
    for block in re.findall(r":root \{([^}]*)\}", style):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))
        for back in ("paper", "panel"):
            for front in ("ink", "soft", "link", "error", "warning", "note"):
                ratio = contrast(colours[front], colours[back])
                if ratio < LEAST_CONTRAST:
                    yield f"{front} on {back} is {ratio:.2f}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    whole = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = (int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
