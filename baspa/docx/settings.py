"""`word/settings.xml` and `word/fontTable.xml`."""

from __future__ import annotations

from baspa.docx.formatting import LANGUAGE_TAGS
from baspa.docx.notes import SEPARATORS, note_properties
from baspa.docx.oxml import Element, make
from baspa.profile import Profile

COMPATIBILITY_MODE = 14
"""Word 2010. In mode 15 Word 2013 and LibreOffice 24.2 shrink blanks in justified lines, and the
lines then break elsewhere than in the PDF."""

_WORD = "http://schemas.microsoft.com/office/word"


def settings_element(profile: Profile, language: str) -> Element:
    """Return `w:settings`; neither `updateFields` nor a dirty field: Word would ask the reader."""
    return make(
        "w:settings",
        make("w:zoom", percent=100),
        make("w:mirrorMargins") if profile.page.sides == "two" else None,
        make("w:defaultTabStop", val=profile.text.indent.twips or 708),
        make("w:evenAndOddHeaders") if profile.page.sides == "two" else None,
        make("w:characterSpacingControl", val="doNotCompress"),
        note_properties(profile.note_kind, SEPARATORS),
        make(
            "w:compat",
            make("w:doNotExpandShiftReturn"),
            *(_compat(name, value) for name, value in _COMPATIBILITY),
        ),
        make(
            "m:mathPr",
            make("m:mathFont", val="Cambria Math"),
            make("m:brkBin", val="before"),
            make("m:brkBinSub", val="--"),
            make("m:smallFrac", val="0"),
            make("m:dispDef"),
            make("m:lMargin", val=0),
            make("m:rMargin", val=0),
            make("m:defJc", val="centerGroup"),
            make("m:intLim", val="subSup"),
            make("m:naryLim", val="undOvr"),
        ),
        make("w:themeFontLang", val=LANGUAGE_TAGS[language]),
        make("w:decimalSymbol", val="." if language == "en" else ","),
        make("w:listSeparator", val="," if language == "en" else ";"),
    )


_COMPATIBILITY = (
    ("compatibilityMode", str(COMPATIBILITY_MODE)),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "0"),
    ("doNotFlipMirrorIndents", "1"),
)


def _compat(name: str, value: str) -> Element:
    return make("w:compatSetting", name=name, uri=_WORD, val=value)


def font_table(profile: Profile) -> Element:
    """Return `w:fonts`: the faces that the styles name, with what may stand for them."""
    text, mono = profile.text, profile.text.mono
    return make(
        "w:fonts",
        _font(text.font, "roman", "variable", text.fallback[0] if text.fallback else None),
        _font(mono, "modern", "fixed", "Courier New"),
        _font("Cambria Math", "roman", "variable", None),
    )


def _font(name: str, family: str, pitch: str, alternative: str | None) -> Element:
    return make(
        "w:font",
        make("w:altName", val=alternative) if alternative else None,
        make("w:charset", val="CC"),
        make("w:family", val=family),
        make("w:pitch", val=pitch),
        name=name,
    )
