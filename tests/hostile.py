"""Files that strangers may drop among the answers: each wants to crash, to fill the machine, or to look elsewhere."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

from raw_books import MAIN, book_parts, inline, ole, relationships, sheet_xml, styles_xml, zipped

_HEAD = f'<row r="1">{inline("A1", "Initiatief")}{inline("B1", "Gemeente")}</row>'
_ANSWER = f'<row r="2">{inline("A2", "Dans mee!")}{inline("B2", "Lommel")}</row>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def plain() -> bytes:
    """Return a table with one answer, as small as can be."""
    return zipped(book_parts(sheet_xml(_HEAD + _ANSWER)))


def with_sheet(rows: str = "", *, before: str = "", after: str = "") -> bytes:
    """Return the plain table with more on its sheet."""
    return zipped(book_parts(sheet_xml(_HEAD + _ANSWER + rows, before=before, after=after)))


def corpus() -> Iterator[tuple[str, bytes]]:
    """Yield hostile files, by a name that says what each tries."""
    yield from _zips()
    yield from _xml()
    yield from _sheets()
    yield from _others()


def _zips() -> Iterator[tuple[str, bytes]]:
    whole = plain()
    for quarter in (1, 2, 3):
        yield f"cut after {quarter} quarters.xlsx", whole[: len(whole) * quarter // 4]
    yield "bomb in styles.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/styles.xml": bytes(40 << 20)})
    yield "bomb in texts.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/sharedStrings.xml": b"<a/>" * (8 << 20)})
    yield "twenty thousand entries.xlsx", zipped({f"xl/{number}.xml": b"" for number in range(20_000)})
    yield "names that climb.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "../../etc/cron.d/x": b"x", "/etc/x": b"x"})
    yield (
        "sheet outside the package.xlsx",
        zipped(
            {
                **book_parts(sheet_xml(_HEAD)),
                "xl/_rels/workbook.xml.rels": relationships(("worksheet", "../../../../../../etc/passwd")),
            }
        ),
    )
    yield "a size that lies.xlsx", _with_field(whole, at=24, value=struct.pack("<L", 5))
    yield "a checksum that lies.xlsx", _with_field(whole, at=16, value=b"\x00\x00\x00\x00")
    yield "another way of packing.xlsx", _with_field(whole, at=10, value=b"\x63\x00")
    yield "encrypted entries.xlsx", _with_field(whole, at=8, value=b"\x01\x00")
    yield "the same entry twice.xlsx", _twice()
    yield "itself within itself.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/worksheets/sheet1.xml": whole})
    yield "only an end.xlsx", b"PK\x05\x06" + bytes(18)


def _with_field(archive: bytes, *, at: int, value: bytes) -> bytes:
    """Return a zip with another value in the directory entry of its last part, the sheet."""
    entry = archive.rindex(b"PK\x01\x02") + at
    return archive[:entry] + value + archive[entry + len(value) :]


def _twice() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        parts = book_parts(sheet_xml(_HEAD))
        for name, part in parts.items():
            archive.writestr(name, part)
        # zipfile warns of a second entry of one name; so it is written under another, and renamed in the bytes.
        archive.writestr("xl/worksheets/sheet2.xml", sheet_xml(_ANSWER))
    return content.getvalue().replace(b"sheet2.xml", b"sheet1.xml")


def _xml() -> Iterator[tuple[str, bytes]]:
    sheet = sheet_xml(_HEAD).split("?>", 1)[1]
    for name, doctype, text in (("laughs", _LAUGHS, "&j;"), ("another file", _OUTSIDE, "&j;")):
        yield f"{name} in a sheet.xlsx", zipped(book_parts(doctype + sheet.replace("Initiatief", text)))
        texts = f'{doctype}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
        yield f"{name} in texts.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/sharedStrings.xml": texts})
        padded = f"{doctype}{' ' * 300_000}{sheet.replace('Initiatief', text)}"
        yield f"{name} in a long sheet.xlsx", zipped(book_parts(padded))
    yield "nested without end.xlsx", zipped(book_parts(sheet_xml("<row>" * 200_000)))
    yield "not closed.xlsx", zipped(book_parts(sheet_xml(_HEAD)[:-20]))
    yield "no sheet data.xlsx", zipped(book_parts(f'<worksheet xmlns="{MAIN}"/>'))
    yield "no namespace.xlsx", zipped(book_parts(sheet_xml(_HEAD).replace(f'xmlns="{MAIN}"', "")))
    yield (
        "sixteen bits.xlsx",
        zipped(book_parts(sheet_xml(_HEAD).replace("UTF-8", "UTF-16").encode("utf-16").decode("latin-1"))),
    )
    yield "many attributes.xlsx", with_sheet("<row " + " ".join(f'a{i}="1"' for i in range(50_000)) + "/>")


def _sheets() -> Iterator[tuple[str, bytes]]:
    yield "the last corner.xlsx", with_sheet(f'<row r="1048576">{inline("XFD1048576", "ver")}</row>')
    yield "beyond the last corner.xlsx", with_sheet(f'<row r="9999999">{inline("ZZZ9999999", "ver")}</row>')
    yield "a size of the whole sheet.xlsx", with_sheet(before='<dimension ref="A1:XFD1048576"/>')
    merged = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 100_000))
    yield "merged all over.xlsx", with_sheet(after=f"<mergeCells>{merged}</mergeCells>")
    empty = "".join(
        f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(3, 80_000)
    )
    yield "nothing but formatting.xlsx", with_sheet(empty)
    yield "one endless row.xlsx", with_sheet("<row>" + "<c><v>1</v></c>" * 100_000 + "</row>")
    columns = "".join(f'<col min="{1 + i % 16_000}" max="16384" hidden="1"/>' for i in range(30_000))
    yield "hidden a thousand times.xlsx", with_sheet(before=f"<cols>{columns}</cols>")
    links = '<hyperlink ref="A1:A1000" r:id="rId1"/>' * 30_000
    parts = book_parts(sheet_xml(_HEAD, after=f"<hyperlinks>{links}</hyperlinks>"))
    targets = relationships(("hyperlink", "https://example.org"), external=True)
    yield "links on links.xlsx", zipped({**parts, "xl/worksheets/_rels/sheet1.xml.rels": targets})
    names = f'<definedNames><definedName name="a">{"Blad1!$A$1:$B$9," * 50_000}</definedName></definedNames>'
    yield "a name of everywhere.xlsx", zipped(book_parts(sheet_xml(_HEAD), in_book=names))
    runs = "<r><rPr><b/></rPr><t>x</t></r><r><t>y</t></r>" * 20_000
    yield "a text of pieces.xlsx", with_sheet(f'<row r="3"><c r="A3" t="inlineStr"><is>{runs}</is></c></row>')
    odd = styles_xml(*("[h]" * 80 + str(i) for i in range(2_000)), '"' * 200, "0" * 250, "\\", "[", ";;;;")
    yield "odd formats.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/styles.xml": odd})
    yield "a text that is not there.xlsx", with_sheet('<row r="3"><c r="A3" t="s"><v>9</v></c></row>')
    yield "digits without end.xlsx", with_sheet(f'<row r="3"><c r="A3"><v>{"9" * 100_000}</v></c></row>')
    yield "control characters.xlsx", with_sheet(f'<row r="3">{inline("A3", "_x0000__x0001_ =cmd|calc!A1")}</row>')


def _others() -> Iterator[tuple[str, bytes]]:
    yield "password.xlsx", ole("EncryptionInfo", "EncryptedPackage")
    yield "empty old workbook.xls", ole("Workbook")
    yield "noise.xls", ole("Workbook") + random.Random(1).randbytes(50_000)
    yield "noise.xlsx", random.Random(2).randbytes(50_000)
    yield "noise after a start.xlsx", b"PK\x03\x04" + random.Random(3).randbytes(50_000)
    yield "noise.xlsb", zipped({"[Content_Types].xml": "<x/>", "xl/workbook.bin": random.Random(4).randbytes(5_000)})
    yield (
        "noise.ods",
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"\xff\xfe<"}),
    )
    yield "zeros.xlsx", bytes(100_000)
    yield "only delimiters.csv", b";" * 3_000_000
    yield "only quotes.csv", b'"' * 1_000_001
    yield "one long line.csv", b"a" * 3_000_000
    yield "a mark and no more.csv", b"\xef\xbb\xbf"
    yield "half a character.csv", "Initiatief;é".encode("utf-16")[:-1]


def large() -> Iterator[tuple[str, bytes]]:
    """Yield what takes long to make too: for the benchmark alone."""
    chance = random.Random(5)
    texts = b"".join(b"<si><t>%d</t></si>" % chance.getrandbits(64) for _ in range(5_000_000))
    yield "five million texts.xlsx", zipped({**book_parts(sheet_xml(_HEAD)), "xl/sharedStrings.xml": b"<a>" + texts})
    rows = "".join(
        f'<row r="{row}" s="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(3, 1_000_000)
    )
    yield "a million formatted rows.xlsx", with_sheet(rows)
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(3, 1_000_000))
    yield "a million numbers.xlsx", with_sheet(cells)
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 1_000_000))
    yield "a million merged cells.xlsx", with_sheet(after=f"<mergeCells>{merged}</mergeCells>")
    yield "four hundred thousand entries.xlsx", zipped({f"xl/{number}": b"" for number in range(400_000)})
    for name, piece in (("delimiters", b";"), ("quotes", b'";"'), ("lines", b"a\n"), ("zeros", b"\x00")):
        yield f"sixty megabytes of {name}.csv", piece * (60_000_000 // len(piece))


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """Yield copies of a plain table, each damaged in the zip or in the XML of one part."""
    chance = random.Random(seed)
    whole = plain()
    parts = {
        name: part.encode() if isinstance(part, str) else part
        for name, part in book_parts(sheet_xml(_HEAD + _ANSWER)).items()
    }
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><r><t>x</t></r></si></sst>'.encode()
    parts["xl/styles.xml"] = styles_xml("0%", "d-mmm", '"€" 0.00').encode()
    for number in range(count):
        if number % 3 == 0:
            yield _damaged(whole, chance)
        else:
            name = chance.choice(sorted(parts))
            yield zipped({**parts, name: _damaged(parts[name], chance)})


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some were changed, doubled, dropped or swapped for what stands elsewhere."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        to = min(len(changed), at + chance.randint(1, 40))
        piece = chance.choice(
            [
                b"",
                changed[at:to] * 2,
                chance.randbytes(3),
                b"-1",
                b"9" * 12,
                b"<row>",
                b'"',
                b"&#0;",
                b"</c>",
                b' t="d"',
            ]
        )
        changed[at:to] = piece
    return bytes(changed)
