"""The exports that Binding knows, as a table of their own columns. Pure.

A new export, or another language of one, is a new entry in `EXPORTS`: nothing else has to change. The words are those
that the programs themselves write, without case, blanks, accents and end marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Meaning: TypeAlias = Literal[
    "id", "unique_id", "started_at", "sent_at", "changed_at", "email", "name", "first_name", "last_name", "other"
]


@dataclass(frozen=True, slots=True)
class Export:
    """What one program writes around the answers."""

    name: str
    language: str
    """The language of its own words, which tells how its people write dates; empty where that tells nothing."""
    leading: Mapping[str, Meaning] = field(default_factory=dict)
    """Its columns before the first question; a column of that name further on is a question."""
    fewest: int = 3
    """How many of these columns make the export known."""
    anywhere: Mapping[str, Meaning] = field(default_factory=dict)
    """Columns with names that no question has, wherever they stand; two of them make the export known too."""
    shared: frozenset[Meaning] = frozenset()
    """Leading columns that may be a question as well: the program asks it itself."""
    groups: str = ""
    """What stands between the name of a group and that of its question; empty where there are no groups."""
    codes: bool = False
    """Whether the code of a question may stand before its text: `gemeente. Waar woon je?`."""
    second_header: frozenset[str] = frozenset()
    """What the second header row says below an open question; empty where there is one header row."""
    ends_with_sent_at: bool = False
    """Whether a response without the moment of sending is one that was not finished."""
    month_first: bool = False
    """Whether a moment written as text has the month before the day."""


EXPORTS: tuple[Export, ...] = (
    Export(
        "Microsoft Forms",
        "nl",
        {
            "id": "id",
            "begintijd": "started_at",
            "tijd van voltooien": "sent_at",
            "e-mail": "email",
            "naam": "name",
            "tijd van laatste wijziging": "changed_at",
            "taal": "other",
            "totaal aantal punten": "other",
            "feedback over toets": "other",
        },
    ),
    Export(
        "Microsoft Forms",
        "en",
        {
            "id": "id",
            "start time": "started_at",
            "completion time": "sent_at",
            "email": "email",
            "name": "name",
            "last modified time": "changed_at",
            "language": "other",
            "total points": "other",
            "quiz feedback": "other",
        },
    ),
    Export(
        "Google Forms",
        "nl",
        {"tijdstempel": "sent_at", "e-mailadres": "email", "gebruikersnaam": "email", "score": "other"},
        fewest=1,
        shared=frozenset({"email"}),
    ),
    Export(
        "Google Forms",
        "en",
        {"timestamp": "sent_at", "email address": "email", "username": "email", "score": "other"},
        fewest=1,
        shared=frozenset({"email"}),
    ),
    Export(
        "KoboToolbox",
        "",
        {
            "start": "started_at",
            "end": "changed_at",
            "today": "other",
            "username": "other",
            "deviceid": "other",
            "phonenumber": "other",
            "simserial": "other",
            "subscriberid": "other",
            "audit": "other",
        },
        fewest=99,  # these words are too common to know it by
        anywhere={
            "_id": "id",
            "_uuid": "unique_id",
            "_submission_time": "sent_at",
            "_submitted_by": "other",
            "_validation_status": "other",
            "_notes": "other",
            "_status": "other",
            "__version__": "other",
            "_version_": "other",
            "_tags": "other",
            "_index": "other",
            "_parent_index": "other",
            "_parent_table_name": "other",
            "_xform_id_string": "other",
            "meta/rootuuid": "other",
            "meta/instanceid": "other",
            "formhub/uuid": "other",
        },
        groups="/",
    ),
    Export(
        "ODK Central",
        "",
        {
            "submissiondate": "sent_at",
            "start": "started_at",
            "starttime": "started_at",
            "end": "other",
            "endtime": "other",
            "today": "other",
            "deviceid": "other",
            "username": "other",
        },
        fewest=99,
        anywhere={
            "submissiondate": "sent_at",
            "key": "unique_id",
            "meta-instanceid": "other",
            "meta-instancename": "other",
            "instanceid": "other",
            "submitterid": "other",
            "submittername": "other",
            "attachmentspresent": "other",
            "attachmentsexpected": "other",
            "reviewstate": "other",
            "formversion": "other",
            "edits": "other",
        },
        groups="-",
    ),
    Export(
        "LimeSurvey",
        "",
        {
            "id": "id",
            "submitdate": "sent_at",
            "lastpage": "other",
            "startlanguage": "other",
            "seed": "other",
            "token": "other",
            "startdate": "started_at",
            "datestamp": "changed_at",
            "ipaddr": "other",
            "refurl": "other",
            "firstname": "first_name",
            "lastname": "last_name",
            "email": "email",
        },
        codes=True,
        ends_with_sent_at=True,
    ),
    Export(
        "LimeSurvey",
        "nl",
        {
            "antwoord-id": "id",
            "antwoord id": "id",
            "datum ingestuurd": "sent_at",
            "datum verzonden": "sent_at",
            "laatste pagina": "other",
            "begintaal": "other",
            "starttaal": "other",
            "seed": "other",
            "toegangscode": "other",
            "startdatum": "started_at",
            "datum gestart": "started_at",
            "datum laatste actie": "changed_at",
            "datum van laatste actie": "changed_at",
            "ip-adres": "other",
            "verwijzende url": "other",
            "referrer url": "other",
            "voornaam": "first_name",
            "achternaam": "last_name",
            "e-mailadres": "email",
        },
        codes=True,
        ends_with_sent_at=True,
    ),
    Export(
        "LimeSurvey",
        "en",
        {
            "response id": "id",
            "date submitted": "sent_at",
            "last page": "other",
            "start language": "other",
            "seed": "other",
            "access code": "other",
            "token": "other",
            "date started": "started_at",
            "date last action": "changed_at",
            "ip address": "other",
            "referrer url": "other",
            "first name": "first_name",
            "last name": "last_name",
            "email address": "email",
        },
        codes=True,
        ends_with_sent_at=True,
    ),
    Export(
        "SurveyMonkey",
        "en",
        {
            "respondent id": "unique_id",
            "collector id": "other",
            "start date": "started_at",
            "startdate": "started_at",
            "date created": "started_at",
            "end date": "sent_at",
            "enddate": "sent_at",
            "date modified": "sent_at",
            "ip address": "other",
            "email address": "email",
            "first name": "first_name",
            "last name": "last_name",
            "custom data 1": "other",
        },
        second_header=frozenset({"open-ended response", "response"}),
        month_first=True,
    ),
    Export(
        "SurveyMonkey",
        "nl",
        {
            "respondent-id": "unique_id",
            "collector-id": "other",
            "verzamelprogramma-id": "other",
            "begindatum": "started_at",
            "startdatum": "started_at",
            "einddatum": "sent_at",
            "ip-adres": "other",
            "e-mailadres": "email",
            "voornaam": "first_name",
            "achternaam": "last_name",
            "aangepaste gegevens 1": "other",
        },
        second_header=frozenset({"open-ended response", "response", "open antwoord", "antwoord", "respons"}),
        month_first=True,
    ),
)

_FEWEST_ANYWHERE = 2
_COUNTED: frozenset[Meaning] = frozenset({"id", "unique_id", "sent_at"})


@dataclass(frozen=True, slots=True)
class MetadataColumns:
    """The columns of a table that the export itself wrote."""

    export: Export | None = None
    columns: Mapping[int, Meaning] = field(default_factory=dict)

    def of(self, meaning: Meaning) -> int | None:
        """Return the first column that means this."""
        return next((column for column, column_meaning in self.columns.items() if column_meaning == meaning), None)


def metadata_columns(headers: Mapping[int, str]) -> MetadataColumns:
    """Return the columns that a known export wrote, from the folded headers in order; none where it is not known."""
    best = MetadataColumns()
    for export in EXPORTS:
        first: dict[int, Meaning] = {}
        for column, header in headers.items():
            meaning = export.leading.get(header)
            if meaning is None or (meaning != "other" and meaning in first.values()):
                break
            first[column] = meaning
        anywhere = {column: export.anywhere[header] for column, header in headers.items() if header in export.anywhere}
        # A list by hand may begin with addresses too; but only an export counts and times its rows.
        counted = _COUNTED & set(first.values())
        known = (len(first) >= export.fewest and counted) or len(anywhere) >= _FEWEST_ANYWHERE
        if known and len(first) + len(anywhere) > len(best.columns):
            best = MetadataColumns(export, {**first, **anywhere})
    return best
