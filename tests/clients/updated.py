"""What a person sees after F9: LibreOffice updates all fields and indexes of a DOCX and prints it.

The macro is LibreOffice Basic, put into the profile of the test, so that no further package is
needed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub UpdateAndPrint(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  filter(0).Name = "FilterName"
  filter(0).Value = "writer_pdf_Export"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  document.getTextFields().refresh()
  indexes = document.getDocumentIndexes()
  For n = 0 To indexes.getCount() - 1
    indexes.getByIndex(n).update()
  Next n
  document.getTextFields().refresh()
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>
"""


def updated(docx: Path, folder: Path) -> Path:
    """Return the PDF of a DOCX whose fields and indexes LibreOffice has all worked out anew.

    `folder` is one that `paper.laid_out` was given before: the first start with a profile would
    write its own macros over ours.
    """
    profile, target = folder / "profile", folder / f"{docx.stem}-updated.pdf"
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY)
    (library / "Module1.xba").write_text(MODULE)
    macro = f"Standard.Module1.UpdateAndPrint({docx.as_uri()},{target.as_uri()})"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            f"macro:///{macro}",
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    assert target.is_file(), "LibreOffice did not run the macro"
    return target
