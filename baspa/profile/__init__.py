"""The profile: the only place where a norm's number stands.

`styles/<id>/profile.yaml` is read into a `Profile`; the CSS, the Word styles and (later) the norm
rules are all made from it, so that PDF, DOCX and checker cannot disagree. A profile may extend
another and then holds only the differences. `docs/profiles.md` describes every field.
"""

from baspa.profile.floats import Caption, Equations, Figures, Numbering, Tables
from baspa.profile.load import LoadedProfile, find_profiles, load_profile
from baspa.profile.page import Margins, Page, PageNumber, Part
from baspa.profile.parts import (
    Abstracts,
    Appendices,
    CitationRules,
    Contents,
    Range,
    TitlePage,
    Volume,
)
from baspa.profile.schema import Profile
from baspa.profile.text import BodyText, Footnotes, Headings, HeadingStyle, HorizontalAlign, Lists

__all__ = [
    "Abstracts",
    "Appendices",
    "BodyText",
    "Caption",
    "CitationRules",
    "Contents",
    "Equations",
    "Figures",
    "Footnotes",
    "HeadingStyle",
    "Headings",
    "HorizontalAlign",
    "Lists",
    "LoadedProfile",
    "Margins",
    "Numbering",
    "Page",
    "PageNumber",
    "Part",
    "Profile",
    "Range",
    "Tables",
    "TitlePage",
    "Volume",
    "find_profiles",
    "load_profile",
]
