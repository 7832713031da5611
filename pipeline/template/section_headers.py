"""Headers and footers that a section has from an earlier one, where a report may leave out that one."""

from __future__ import annotations

import copy

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.open_blocks import Context, shared_context, with_contexts
from pipeline.template.template_part import TemplatePart

_REFERENCES = (f"{W}headerReference", f"{W}footerReference")


def keep_headers(root: Element, part: TemplatePart) -> None:
    """Give every section its own reference to a header or footer that it has from a section in another block."""
    latest: dict[tuple[str, str], tuple[Element, Context]] = {}
    for section, context in with_contexts(root, part):
        if section.tag != f"{W}sectPr":
            continue
        own = {_kind(reference): reference for reference in section.iterchildren(*_REFERENCES)}
        for kind, (reference, of_section) in latest.items():
            if kind not in own and shared_context([of_section, context]) != of_section:
                own[kind] = copy.deepcopy(reference)
                section.insert(0, own[kind])
        latest.update({kind: (reference, context) for kind, reference in own.items()})


def _kind(reference: Element) -> tuple[str, str]:
    """Return what a reference is to: a header or a footer, and on which pages."""
    return str(reference.tag), reference.get(f"{W}type", "default")
