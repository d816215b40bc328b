"""`word/styles.xml`: document defaults, latent styles, the style sheet and the table styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from baspa.docx.formatting import LANGUAGE_TAGS
from baspa.docx.oxml import Element, make
from baspa.docx.style import GALLERY, Style, half_points
from baspa.length import Length
from baspa.locales import load_locale
from baspa.profile import Profile

CELL_PADDING_ABOVE = Length(0.3)
"""Room between a rule of a table and the text below or above it."""
LIGHT_RULE, HEAVY_RULE = 4, 8
"""Widths of the rules of tables, in eighths of a point."""

_LATENT = (
    ("Normal", 0, True),
    *((f"heading {n}", 9, True) for n in range(1, 10)),
    *((f"toc {n}", 39, False) for n in range(1, 10)),
    ("caption", 35, True),
    ("Title", 10, True),
    ("Default Paragraph Font", 1, False),
    ("Body Text", 1, True),
    ("List Bullet", 20, True),
    ("List Number", 20, True),
    ("Quote", 29, True),
    ("Bibliography", 37, True),
    ("TOC Heading", 39, False),
)
"""Built-in styles that Word shows, with their place and whether they stand in the gallery; it hides
the others until they are used."""


def styles_element(profile: Profile, language: str, sheet: Sequence[Style]) -> Element:
    """Return `w:styles`.

    Word shows its built-in styles in the language of its user; our own have an alias in the
    language of the document.
    """
    aliases = load_locale(language).word_styles
    return make(
        "w:styles",
        _defaults(profile, language),
        _latent(),
        make(
            "w:style",
            make("w:name", val="Default Paragraph Font"),
            make("w:uiPriority", val=1),
            make("w:semiHidden"),
            make("w:unhideWhenUsed"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        *(_style(style, aliases.get(style.id)) for style in sheet),
        _no_list(),
        *_table_styles(profile, aliases),
    )


def _defaults(profile: Profile, language: str) -> Element:
    font = profile.text.font
    size = half_points(profile.text.size)
    run = make(
        "w:rPr",
        make("w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
        make("w:kern", val=2),
        make("w:sz", val=size),
        make("w:szCs", val=size),
        make("w:lang", val=LANGUAGE_TAGS[language], eastAsia="en-US", bidi="ar-SA"),
    )
    paragraph = make("w:pPr", make("w:widowControl"))
    return make("w:docDefaults", make("w:rPrDefault", run), make("w:pPrDefault", paragraph))


def _latent() -> Element:
    return make(
        "w:latentStyles",
        *(
            make("w:lsdException", name=name, uiPriority=priority, semiHidden=0, qFormat=int(quick))
            for name, priority, quick in _LATENT
        ),
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _style(style: Style, alias: str | None) -> Element:
    based_on = style.based_on
    if style.kind == "character":
        based_on = "DefaultParagraphFont"
    return make(
        "w:style",
        make("w:name", val=style.name),
        make("w:aliases", val=alias) if alias else None,
        make("w:basedOn", val=based_on) if based_on else None,
        make("w:next", val=style.next) if style.next else None,
        make("w:uiPriority", val=style.priority),
        make("w:unhideWhenUsed") if style.priority == 99 else None,
        make("w:qFormat") if style.priority < GALLERY else None,
        style.paragraph.element(),
        style.run.element(),
        type=style.kind,
        default=1 if style.id == "Normal" else None,
        styleId=style.id,
    )


def _no_list() -> Element:
    return make(
        "w:style",
        make("w:name", val="No List"),
        make("w:uiPriority", val=99),
        make("w:semiHidden"),
        make("w:unhideWhenUsed"),
        type="numbering",
        default=1,
        styleId="NoList",
    )


def _table_styles(profile: Profile, aliases: Mapping[str, str]) -> tuple[Element, ...]:
    sides = profile.tables.padding.twips
    return (
        _table_style("TableNormal", "Normal Table", None, _margins(0, 0)),
        _table_style("LayoutTable", "Layout Table", None, _margins(0, 0), aliases["LayoutTable"]),
        _table_style(
            "DataTable",
            "Data Table",
            _rules(profile),
            _margins(CELL_PADDING_ABOVE.twips, sides),
            aliases["DataTable"],
        ),
    )


def _table_style(
    style_id: str, name: str, rules: Element | None, margins: Element, alias: str | None = None
) -> Element:
    """Return a table style; the one without an alias is Word's own, on which ours are based."""
    default = alias is None
    properties = make("w:tblPr", make("w:tblInd", w=0, type="dxa"), rules, margins)
    return make(
        "w:style",
        make("w:name", val=name),
        make("w:aliases", val=alias) if alias else None,
        None if default else make("w:basedOn", val="TableNormal"),
        make("w:uiPriority", val=99),
        make("w:semiHidden") if default else None,
        make("w:unhideWhenUsed") if default else None,
        properties,
        type="table",
        default=1 if default else None,
        styleId=style_id,
    )


def _rules(profile: Profile) -> Element:
    if profile.tables.rules == "horizontal":
        return make("w:tblBorders", rule("top", HEAVY_RULE), rule("bottom", HEAVY_RULE))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return make("w:tblBorders", *(rule(side, LIGHT_RULE) for side in sides))


def rule(side: str, width: int) -> Element:
    """Return one rule of a table or cell, `width` in eighths of a point."""
    return make(f"w:{side}", val="single", sz=width, space=0, color="auto")


def _margins(above: int, beside: int) -> Element:
    sides = {"top": above, "left": beside, "bottom": above, "right": beside}
    return make("w:tblCellMar", *(make(f"w:{side}", w=w, type="dxa") for side, w in sides.items()))
