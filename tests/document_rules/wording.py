"""Words that say nothing: titles, links and alternative texts that help nobody."""

import re

FILE_NAME = re.compile(r"\.(docx?|dotx?|docm|xlsx?|xlsm|xltx|pdf|odt|ods|csv|txt)$", re.IGNORECASE)
PICTURE_NAME = re.compile(
    r"\S+\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp|heic)$|^(image|picture|afbeelding|grafik|graphic|photo|foto|img"
    r"|chart|grafiek|diagram|object|shape|vorm|rectangle|rechthoek)[\s_-]*\d*$",
    re.IGNORECASE,
)
_TITLES = (
    "title,titel,titre,document,document1,untitled,naamloos,unnamed,map1,book1,werkmap,classeur1,werkmap1,workbook,"
    "template,sjabloon,none,nan,test,word document,zonder titel,geen titel,document title,titel van het document"
)
PLACEHOLDER_TITLES = frozenset(_TITLES.split(","))
_LINKS = (
    "hier,here,link,deze,dit,this,more,meer,verder,website,site,ici,download,downloaden,klik,click,info,url,bron,lees,"
    "klik hier,click here,klik hier voor meer,lees meer,lees verder,read more,meer info,meer informatie,more info,"
    "more information,learn more,deze link,this link,cliquez ici,deze website,this website,deze pagina,this page,"
    "meer weten,lire plus,plus d'infos"
)
GENERIC_LINKS = frozenset(_LINKS.split(","))
URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"]+", re.IGNORECASE)


def poor_title(title: str) -> str:
    """Say what is wrong with a title, empty when nothing is."""
    plain = title.strip()
    if not plain:
        return "no title"
    if FILE_NAME.search(plain):
        return f"the title is a file name: {plain}"
    if plain.lower().strip("[]<>{}.") in PLACEHOLDER_TITLES or plain.startswith(("[", "<", "{{", "{%")):
        return f"the title is a placeholder: {plain}"
    return ""


def poor_link(shown: str) -> str:
    """Say what is wrong with a link's text, empty when nothing is."""
    plain = " ".join(shown.split())
    if not plain:
        return "a link without text"
    if plain.lower().strip(" .:!>»…") in GENERIC_LINKS:
        return f"a link says only {plain!r}"
    return f"a link shows a bare address: {plain}" if URL.fullmatch(plain) else ""


def poor_alternative(description: str, *, decorative: bool) -> str:
    """Say what is wrong with an alternative text, empty when nothing is."""
    plain = description.strip()
    if decorative:
        return "decorative, yet with alternative text" if plain else ""
    if not plain:
        return "no alternative text"
    if PICTURE_NAME.search(plain):
        return f"alternative text is a name: {plain}"
    return "alternative text is longer than 250 characters" if len(plain) > 250 else ""
