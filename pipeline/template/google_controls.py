"""Content controls that Google Docs puts around anything somebody remarked on: they part tags and mean nothing."""

from __future__ import annotations

from pipeline.ooxml.namespaces import Element, W

_MARK = "goog_rdk_"


def unwrap_google_controls(root: Element) -> None:
    """Let what is in the controls of Google Docs be without them."""
    for control in list(root.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        parent = control.getparent()
        if tag is None or parent is None or not tag.get(f"{W}val", "").startswith(_MARK):
            continue
        for content in control.findall(f"{W}sdtContent"):
            for child in list(content):
                control.addprevious(child)
        parent.remove(control)
