"""What LibreOffice finds when it starts: its profile folder, and a small file to get ready with.

In a folder that it finds empty LibreOffice sets itself up and starts anew, and in one of which it
does not know that this version has run it draws test pictures at each start: together 1.5 s. A
folder that says otherwise costs a tenth of a second, so that none needs to be kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

Setting = tuple[str, str, str]
"""A setting: its path below `org.openoffice`, its name and its value."""
_STARTED: tuple[Setting, ...] = (
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Setup/Product", "ooSetupLastVersion", "999.0"),
)
"""It is set up, and was not updated since its last start."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ITEMS = f'{_XML}<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{{}}</oor:items>\n'
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>\n"
)
_LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
_LIBRARIES = (
    f"{_XML}<library:libraries {_LIBRARY}>"
    '<library:library library:name="Standard" library:link="false"/></library:libraries>\n'
)
_STANDARD = (
    f'{_XML}<library:library {_LIBRARY} library:name="Standard">'
    '<library:element library:name="{}"/></library:library>\n'
)
_MODULE = (
    f'{_XML}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{{}}"'
    ' script:language="StarBasic">{}</script:module>\n'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats"
_WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SMALL = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_WORD}-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_WORD}-officedocument.wordprocessingml'
    '.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="document.xml"/></Relationships>',
    "document.xml": f'<w:document xmlns:w="{_WORDML}"><w:body><w:p><w:r>'
    "<w:t>баспа</w:t></w:r></w:p></w:body></w:document>",
}
"""The members of a DOCX of one word."""


def write_small_docx(path: Path) -> None:
    """Write a DOCX of one word: for who reads it, reading another one takes two thirds."""
    with zipfile.ZipFile(path, "w") as package:
        for name, content in _SMALL.items():
            package.writestr(name, content)


def write_profile(folder: Path, settings: Iterable[Setting], basic: Path | None = None) -> None:
    """Write a profile folder with `settings`, and the Basic of a file as a module of its name."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(*each) for each in (*_STARTED, *settings))
    (user / "registrymodifications.xcu").write_text(_ITEMS.format(items), encoding="utf-8")
    if basic is not None:
        library, text = user / "basic" / "Standard", basic.read_text(encoding="utf-8")
        library.mkdir(parents=True)
        written = {
            library.parent / "script.xlc": _LIBRARIES,
            library / "script.xlb": _STANDARD.format(basic.stem),
            library / f"{basic.stem}.xba": _MODULE.format(basic.stem, escape(text, quote=False)),
        }
        for path, content in written.items():
            path.write_text(content, encoding="utf-8")
