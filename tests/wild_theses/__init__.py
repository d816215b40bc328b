"""Theses as people make them in Word, each with other habits, and the truth about each.

Each file states its habits. The truth was written down before an import was tried. `HELD_OUT` were
scored, but looked at only when all was found in the others; docs/import.md has what they scored.
"""

from wild_theses.agronomy import AGRONOMY
from wild_theses.bakery import BAKERY
from wild_theses.banking import BANKING
from wild_theses.computing import COMPUTING
from wild_theses.energy import ENERGY
from wild_theses.factory import FACTORY
from wild_theses.history import HISTORY
from wild_theses.language import LANGUAGE
from wild_theses.law import LAW
from wild_theses.machines import MACHINES
from wild_theses.nursing import NURSING
from wild_theses.reading import READING
from wild_theses.robots import ROBOTS
from wild_theses.school import SCHOOL
from wild_theses.tourism import TOURISM
from wild_theses.water import WATER

WILD = (WATER, LAW, FACTORY, SCHOOL, NURSING, MACHINES, HISTORY, TOURISM, ENERGY, READING, BAKERY)
HELD_OUT = (BANKING, LANGUAGE, COMPUTING, AGRONOMY, ROBOTS)
