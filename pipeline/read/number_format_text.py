"""A number written as a section of a number format says, in Dutch notation or in the language that it names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from pipeline.read.number_format_code import Kind, Section, Token

_GROUP = 3
_POINT, _THOUSANDS = ",", "."
_MOST_DIGITS = 30
"""Digits before the point, or zeros after it, of a number that is written out."""
_CONTEXT = Context(prec=1_000, rounding=ROUND_HALF_UP)
"""Room for every number that a cell can hold, so that nothing is rounded but where a format says so."""
_EMPTY_PLACE = {"0": "0", "?": " ", "#": ""}
"""What stands at a place for which there is no digit."""
_NUMERIC = (Kind.DIGIT, Kind.POINT, Kind.COMMA, Kind.EXPONENT, Kind.SLASH)


def exact(number: float) -> Decimal:
    """Return a number as it is stored; of a float the 15 digits that Excel keeps."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def plain_text(number: Decimal) -> str:
    """Return a number as Excel writes it without a format, with all its digits."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", _POINT)


def number_text(section: Section, number: Decimal, *, signed: bool, rounded: bool = True) -> str | None:
    """Return what a section that writes no moment makes of a number.

    `signed`: the section says by itself that the number is negative. Not `rounded`, it gets all the decimals that the
    number has; None where the format would hide digits all the same: an exponent, a fraction that is not exact.
    """
    tokens, scaled = _scaled(section.tokens, abs(number))
    sign = "-" if number < 0 and not signed else ""
    if any(token.kind in (Kind.GENERAL, Kind.TEXT) for token in tokens):
        return sign + "".join(plain_text(scaled) if token.kind is Kind.GENERAL else token.text for token in tokens)
    if any(token.kind is Kind.EXPONENT for token in tokens):
        return sign + _exponent_text(tokens, scaled) if rounded else None
    if any(token.kind is Kind.SLASH for token in tokens) and _is_fraction(tokens):
        return _fraction_text(tokens, scaled, sign, rounded=rounded)
    if not rounded and scaled and abs(scaled.adjusted()) > _MOST_DIGITS:
        return None
    text = _decimal_text(tokens, scaled, rounded=rounded)
    return text if _is_rounded_away(tokens, scaled, rounded=rounded) else sign + text


def _is_rounded_away(tokens: Sequence[Token], number: Decimal, *, rounded: bool) -> bool:
    """Whether nothing but zeros is left of a number, so that there is nothing to be negative."""
    whole, decimals = _places(tokens)
    return bool(rounded and (whole or decimals) and not _rounded(number, decimals))


def _scaled(tokens: Sequence[Token], number: Decimal) -> tuple[list[Token], Decimal]:
    """Return the pieces without commas, and the number as those and percent signs scale it.

    A comma between digits asks for thousands: it becomes a comma in front of all. One after the last digit, of the
    whole part or of all, takes a thousand away.
    """
    kept: list[Token] = []
    groups = False
    for place, token in enumerate(tokens):
        if token.kind is Kind.PERCENT:
            number = number.scaleb(2, _CONTEXT)
        if token.kind is not Kind.COMMA:
            kept.append(token)
        elif not _digits_before(tokens, place):
            kept.append(Token(Kind.LITERAL, token.text))
        elif _digits_after(tokens, place):
            groups = True
        else:
            number = number.scaleb(-3, _CONTEXT)
    return ([Token(Kind.COMMA, ","), *kept] if groups else kept), number


def _digits_before(tokens: Sequence[Token], place: int) -> bool:
    return any(token.kind is Kind.DIGIT for token in tokens[:place])


def _digits_after(tokens: Sequence[Token], place: int) -> bool:
    """Whether more digits of the same part follow, before a point or the end."""
    for token in tokens[place:]:
        if token.kind is Kind.DIGIT:
            return True
        if token.kind in (Kind.POINT, Kind.EXPONENT):
            return False
    return False


# --- Whole and decimal numbers --------------------------------------------------------------------


def _decimal_text(tokens: Sequence[Token], number: Decimal, *, rounded: bool) -> str:
    if not any(token.kind is Kind.DIGIT for token in tokens):
        return "".join(token.text for token in tokens if token.kind is not Kind.COMMA)
    whole_places, decimal_places = _places(tokens)
    if not rounded:
        more = max(0, -_exponent(number) - decimal_places)
        tokens = _with_decimals(tokens, more)
        decimal_places += more
    number = _rounded(number, decimal_places)
    whole, _, decimals = f"{number:f}".partition(".")
    before = _whole_digits(tokens, "" if whole == "0" else whole, whole_places)
    after = _decimal_digits(tokens, decimals)
    return "".join(_pieces(tokens, before, "".join(after)))


def _pieces(tokens: Sequence[Token], before: Iterator[str], decimals: str) -> Iterator[str]:
    """Yield what each piece writes; the decimals stand where the first of them is asked for."""
    seen_point = False
    at = 0
    for token in tokens:
        if token.kind is Kind.DIGIT and not seen_point:
            yield next(before)
        elif token.kind is Kind.DIGIT:
            yield decimals[at : at + 1]
            at += 1
        elif token.kind is Kind.POINT and not seen_point:
            seen_point = True
            yield _POINT if decimals.strip() else ""
        elif token.kind is not Kind.COMMA:
            yield token.text


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _places(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return how many digits a format has before and after its point."""
    whole = decimals = 0
    seen_point = False
    for token in tokens:
        seen_point = seen_point or token.kind is Kind.POINT
        if token.kind is Kind.DIGIT:
            whole, decimals = (whole, decimals + 1) if seen_point else (whole + 1, decimals)
    return whole, decimals


def _with_decimals(tokens: Sequence[Token], more: int) -> list[Token]:
    """Return a format with room for more decimals after the last digit that it has."""
    if not more:
        return list(tokens)
    numeric = [place for place, token in enumerate(tokens) if token.kind in (Kind.DIGIT, Kind.POINT)]
    last = numeric[-1] if numeric else len(tokens) - 1
    point = [] if any(token.kind is Kind.POINT for token in tokens) else [Token(Kind.POINT, ".")]
    return [*tokens[: last + 1], *point, *[Token(Kind.DIGIT, "0")] * more, *tokens[last + 1 :]]


def _whole_digits(tokens: Sequence[Token], digits: str, places: int) -> Iterator[str]:
    """Yield what goes to each place before the point: the first takes all digits for which there is no place."""
    end = next((place for place, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    placeholders = [token.text for token in tokens[:end] if token.kind is Kind.DIGIT]
    spare = max(len(digits) - places, 0)
    padded = [*digits[:spare], *(digits[spare:].rjust(places, "\0") if places else "")]
    shown = [_EMPTY_PLACE[placeholders[at - spare]] if digit == "\0" else digit for at, digit in enumerate(padded)]
    if any(token.kind is Kind.COMMA for token in tokens):
        last = len(shown) - 1
        shown = [f"{digit}{_THOUSANDS}" if digit.strip() and at < last and (last - at) % _GROUP == 0 else digit
                 for at, digit in enumerate(shown)]  # fmt: skip
    yield "".join(shown[: spare + 1])
    yield from shown[spare + 1 :]


def _decimal_digits(tokens: Sequence[Token], digits: str) -> Iterator[str]:
    """Yield what stands at each place after the point: zeros at the end only where the format has them."""
    seen_point, place = False, 0
    last = len(digits.rstrip("0"))
    for token in tokens:
        seen_point = seen_point or token.kind is Kind.POINT
        if seen_point and token.kind is Kind.DIGIT:
            digit = digits[place] if place < len(digits) else "0"
            yield digit if place < last or token.text == "0" else _EMPTY_PLACE[token.text]
            place += 1


# --- Exponents ------------------------------------------------------------------------------------


def _exponent_text(tokens: Sequence[Token], number: Decimal) -> str:
    at = next(place for place, token in enumerate(tokens) if token.kind is Kind.EXPONENT)
    mantissa, rest = tokens[:at], tokens[at + 1 :]
    step, decimals = _places(mantissa)
    power = number.adjusted() if number else 0
    power -= power % step if step > 1 else 0
    power -= 0 if step else -1
    scaled = number.scaleb(-power, _CONTEXT)
    if _rounded(scaled, decimals) >= Decimal(10) ** max(step, 1):
        power += max(step, 1)
        scaled = number.scaleb(-power, _CONTEXT)
    sign = "-" if power < 0 else ("+" if tokens[at].text[1] == "+" else "")
    digits = _decimal_text(rest, Decimal(abs(power)), rounded=True)
    return f"{_decimal_text(mantissa, scaled, rounded=True)}E{sign}{digits}"


# --- Fractions ------------------------------------------------------------------------------------


def _is_fraction(tokens: Sequence[Token]) -> bool:
    at = next(place for place, token in enumerate(tokens) if token.kind is Kind.SLASH)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return _digits_before(tokens, at) and after is not None and (after.kind is Kind.DIGIT or after.text.isdecimal())


def _fraction_text(tokens: Sequence[Token], number: Decimal, sign: str, *, rounded: bool) -> str | None:
    at = next(place for place, token in enumerate(tokens) if token.kind is Kind.SLASH)
    begin = at
    while begin and tokens[begin - 1].kind is Kind.DIGIT:
        begin -= 1
    end = at + 1
    while end < len(tokens) and (tokens[end].kind is Kind.DIGIT or tokens[end].text.isdecimal()):
        end += 1
    before, lower = tokens[:begin], "".join(token.text for token in tokens[at + 1 : end])
    value = Fraction(number)
    has_whole = any(token.kind is Kind.DIGIT for token in before)
    whole = int(value) if has_whole else 0
    part = value - whole
    if lower.strip("0#?"):
        bottom = int(lower.replace("#", "0").replace("?", "0"))
        top = int(part * bottom + Fraction(1, 2))
    else:
        near = part.limit_denominator(10 ** len(lower) - 1)
        top, bottom = near.numerator, near.denominator
    if not rounded and Fraction(top, bottom) != part:
        return None
    if has_whole and top >= bottom:
        whole, top = whole + top // bottom, top % bottom
    lead = _decimal_text(before, Decimal(whole), rounded=True)
    if has_whole and not top and not any(token.text == "0" for token in tokens[begin:at]):
        return f"{sign if whole else ''}{lead if whole else f'0{_literals(before)}'}{_literals(tokens[end:])}"
    return f"{sign}{lead if whole or not has_whole else _literals_only(before)}{top}/{bottom}{_literals(tokens[end:])}"


def _literals(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.kind not in _NUMERIC)


def _literals_only(tokens: Sequence[Token]) -> str:
    zeros = "".join("0" for token in tokens if token == Token(Kind.DIGIT, "0"))
    return zeros + _literals(tokens)
