"""The workbook part: which sheets there are, one more in front, one fewer."""

from __future__ import annotations

from lxml import etree

from pipeline.feedback.sheet_xml import AnnotationError, insert_before
from pipeline.ooxml.editable_package import EditablePackage
from pipeline.ooxml.namespaces import RELATIONSHIP_ID, Element, S
from pipeline.ooxml.relationships import PACKAGE

_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)
"""A workbook, without and with macros; templates, add-ins and binary workbooks get no copy."""
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_AFTER_NAMES = (
    "calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr "
    "webPublishObjects extLst"
)


class Book:
    """The workbook part of a package. Raises AnnotationError where it is of another format."""

    def __init__(self, package: EditablePackage) -> None:
        """Find the workbook part."""
        self.package = package
        self.part = next(iter(package.related(PACKAGE, "officeDocument").values()), "")
        if package.content_type(self.part) not in _TYPES or self.part not in package.parts:
            raise AnnotationError(AnnotationError.OTHER_FORMAT)
        self.root = package.tree(self.part)
        if self.root.tag != f"{S}workbook":  # the strict dialect has other names for everything
            raise AnnotationError(AnnotationError.OTHER_FORMAT)

    @property
    def sheets(self) -> dict[str, str]:
        """The part of each worksheet, by its name."""
        parts = self.package.related(self.part, "worksheet")
        listed = ((sheet.get("name", ""), sheet.get(RELATIONSHIP_ID, "")) for sheet in self._list())
        return {name: parts[relationship] for name, relationship in listed if relationship in parts}

    def put_in_front(self, name: str, content: bytes) -> str:
        """Add a worksheet as the first, and let the workbook open on it; return its part."""
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.add(part, content, _SHEET_TYPE)
        number = max([0, *(int(sheet.get("sheetId", "0")) for sheet in self._list())]) + 1
        relationship = self.package.relate(self.part, "worksheet", part)
        attributes = {"name": name, "sheetId": str(number), RELATIONSHIP_ID: relationship}
        self._list().insert(0, etree.Element(f"{S}sheet", attributes))
        self._move_names(0, by=1)
        self._open_on_the_first(but=part)
        return part

    def remove(self, name: str) -> None:
        """Remove a worksheet, with what belongs to it alone."""
        for position, sheet in enumerate(self._list()):
            if sheet.get("name", "").casefold() == name.casefold() and len(self._list()) > 1:
                part = self.sheets[sheet.get("name", "")]
                for related in self.package.all_related(part):
                    self.package.remove(related)
                self.package.unrelate(self.part, part)
                self.package.remove(part)
                self._list().remove(sheet)
                self._move_names(position + 1, by=-1, gone=position)
                self._keep_views_in_range()
                return

    def add_name(self, name: str, refers_to: str) -> None:
        """Define a name of the first sheet."""
        names = self.root.find(f"{S}definedNames")
        if names is None:
            names = etree.Element(f"{S}definedNames")
            insert_before(self.root, names, _AFTER_NAMES)
        defined = etree.Element(f"{S}definedName", name=name, localSheetId="0")
        defined.text = refers_to
        names.insert(0, defined)

    def _list(self) -> Element:
        sheets = self.root.find(f"{S}sheets")
        if sheets is None:
            raise AnnotationError(AnnotationError.OTHER_FORMAT)
        return sheets

    def _move_names(self, first: int, *, by: int, gone: int | None = None) -> None:
        """Let names of one sheet follow that sheet, from a position on; those of a sheet that is gone go too."""
        names = self.root.find(f"{S}definedNames")
        for defined in list(names) if names is not None else ():
            of_sheet = int(defined.get("localSheetId", "-1"))
            if of_sheet == gone and names is not None:
                names.remove(defined)
            elif of_sheet >= first:
                defined.set("localSheetId", str(of_sheet + by))
        if names is not None and len(names) == 0:
            self.root.remove(names)

    def _open_on_the_first(self, *, but: str) -> None:
        """Let the workbook open on its first sheet; two sheets selected together would be typed into together."""
        self._keep_views_in_range()
        for part in self.sheets.values():
            if part != but and b"tabSelected" in self.package.parts[part]:
                for view in self.package.tree(part).iter(f"{S}sheetView"):
                    view.attrib.pop("tabSelected", "")

    def _keep_views_in_range(self) -> None:
        for view in self.root.iter(f"{S}workbookView"):
            view.attrib.pop("activeTab", "")
            view.attrib.pop("firstSheet", "")
