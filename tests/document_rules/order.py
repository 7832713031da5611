"""ORD01: children stand in the order of the ECMA-376 transitional schema."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from document_rules.broken import Broken
from document_rules.markup import Element, local

_RPR = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange"
)
_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr "
    "uiCompat97To2003 attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator"
)
_SECTPR = (
    "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_TBLPR = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
)
_TCPR = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns|cellDel|cellMerge tcPrChange"
)
_STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
WORD = {
    "rPr": _RPR,
    "pPr": _PPR,
    "settings": _SETTINGS,
    "sectPr": _SECTPR,
    "tblPr": _TBLPR,
    "tcPr": _TCPR,
    "style": _STYLE,
    "styles": "docDefaults latentStyles style",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "tbl": "bookmarkStart|bookmarkEnd|permStart|permEnd tblPr tblGrid tr|sdt|customXml",
}
EXCEL = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks "
    "colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF "
    "picture oleObjects controls webPublishItems tableParts extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes "
    "webPublishing fileRecoveryPr webPublishObjects extLst",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "c": "f v is extLst",
    "sheetView": "pane selection pivotSelection extLst",
    "dxf": "font numFmt fill alignment border protection extLst",
    "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
}
_ANYWHERE_IN_TBL = frozenset({"bookmarkStart", "bookmarkEnd", "permStart", "permEnd"})
_MANY = (
    "headerReference footerReference style tblStylePr activeWritingStyle attachedSchema smartTagType lvl lvlOverride "
    "numPicBullet abstractNum num tr sdt customXml conditionalFormatting selection pivotSelection"
)
_REPEATED = frozenset(_MANY.split())


def _places(text: str) -> dict[str, int]:
    return {name: place for place, names in enumerate(text.split()) for name in names.split("|")}


def check(part: str, root: Element, sequences: Mapping[str, str]) -> Iterator[Broken]:
    """Report every element whose children stand out of order or too often."""
    yield from (Broken("ORD01", part, problem) for problem in _problems(root, tuple(sequences.items())))


@lru_cache(maxsize=100)
def _problems(root: Element, sequences: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return what is out of order in a tree, once for all documents that share it."""
    places = {name: _places(text) for name, text in sequences}
    space = str(root.tag).rpartition("}")[0]
    return tuple(
        f"{local(element)}: {problem}"
        for element in root.iter(*(f"{space}}}{name}" for name in places))
        for problem in _out_of_order(element, places[local(element)], space)
    )


def _out_of_order(element: Element, places: Mapping[str, int], space: str) -> Iterator[str]:
    last, before = -1, ""
    for name in [local(kid) for kid in element if str(kid.tag).startswith(space)]:
        place = places.get(name, -1)
        if place < 0 or name in _ANYWHERE_IN_TBL:
            continue
        if place < last:
            yield f"{name} stands after {before}"
        elif name == before and name not in _REPEATED:
            yield f"{name} is there more than once"
        last, before = place, name
