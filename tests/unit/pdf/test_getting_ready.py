"""A process of the press gets ready: it imports little, and opens what every document needs."""

import subprocess
import sys

from baspa.pdf.task import ANY, do, rehearse
from baspa.pdf.unit import Printed

PROGRAM = """
import sys
from baspa.pdf.engine import SUBSETTING, engine

engine()
from weasyprint.pdf import fonts

print([name for name in SUBSETTING if name in sys.modules])
print(type(fonts.subset.Options(retain_gids=True)).__module__)
"""


def test_what_makes_subsets_is_imported_where_it_is_called() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout

    assert told.splitlines() == ["[]", "fontTools.subset"]


def test_a_process_without_a_last_layout_lays_out_a_page_of_any_document() -> None:
    looked: list[bool] = []

    rehearse(None, lambda: bool(looked.append(True)))
    printed = do(ANY)

    assert isinstance(printed, Printed)
    assert (printed.made, looked) == (1, [True])
