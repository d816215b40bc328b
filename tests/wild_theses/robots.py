"""English, engineering: chapters spelt out, captions `Figure 3-1`, a typed list of contents,
a numbered equation in a table, references by name and by bracket, three appendices."""

from legacy_theses import Legacy
from word_document import Word

DOCUMENT = (
    Word()
    .p("A LINE-FOLLOWING ROBOT FOR WAREHOUSES", center=True, bold=True)
    .p("by", center=True)
    .p("Daniel Osei", center=True)
    .p("Bachelor of Engineering", center=True)
    .p("Technical University of Accra", center=True)
    .p("May 2021", center=True)
    .p("DECLARATION", center=True, bold=True, page=True)
    .p("This thesis is my own work.")
    .p("TABLE OF CONTENTS", center=True, bold=True, page=True)
    .ps(
        "CHAPTER ONE: INTRODUCTION ............ 1",
        "1.1 Problem ............ 1",
        "1.2 Aims ............ 2",
        "CHAPTER TWO: DESIGN ............ 5",
        "2.1 Chassis ............ 5",
        "2.2 Control ............ 8",
        "CHAPTER THREE: TESTS ............ 12",
        "CONCLUSION ............ 15",
        "REFERENCES ............ 16",
        "APPENDIX A ............ 17",
    )
    .p("CHAPTER ONE: INTRODUCTION", center=True, bold=True, page=True)
    .p("1.1 Problem", bold=True)
    .p("Goods travel far inside warehouses [1, p. 4]. Robots can carry them [2]–[4].")
    .p("1.2 Aims", bold=True)
    .p("The aims are:")
    .ps("(a) to build a robot;", "(b) to steer it;", "(c) to test it.")
    .p("CHAPTER TWO: DESIGN", center=True, bold=True, page=True)
    .p("2.1 Chassis", bold=True)
    .p("Figure 2.1 shows the chassis; its parts are in Table 2.1 and Appendix A.")
    .p("{pic}", center=True)
    .p("Figure 2.1. The chassis", center=True)
    .p("Table 2.1. Parts of the robot", center=True)
    .table("Part|Number|Mass, g", "Wheel|4|35", "Motor|2|120", "Frame|1|410")
    .p("2.2 Control", bold=True)
    .p("The controller computes the speed as")
    .table("{m:v=e/T}|(2.1)", border=False)
    .p("where e is the error and T is the period.")
    .p("Equation (2.1) is discrete; see also section 2.1 and figures 2.1 and 3.1.")
    .p("CHAPTER THREE: TESTS", center=True, bold=True, page=True)
    .p("Ten runs were made*.")
    .p("* On a dry floor.")
    .p("Table 3.1. Runs", center=True)
    .table("Run|Time, s|Errors", *(f"{n}|{20 + n}.5|{n % 3}" for n in range(1, 11)))
    .chart("line", ["1", "2", "3"], Time=[21.5, 22.5, 23.5])
    .p("Figure 3.1. Time of each run", center=True)
    .p("Table 3.1 proves the design of chapter 2.")
    .p("CONCLUSION", center=True, bold=True, page=True)
    .p("The robot works.")
    .p("REFERENCES", center=True, bold=True, page=True)
    .ps(
        "[1] Baker, T. Warehouse logistics. London: Kogan Page, 2014.",
        "[2] Chen, L. Mobile robots. Robotics Today, 2016, vol. 3, pp. 1–9.",
        "[3] Dorf, R. Modern control systems. Boston: Pearson, 2011.",
        "[4] Eze, P. Line following. Available: https://example.org/line",
    )
    .p("APPENDIX A", center=True, bold=True, page=True)
    .p("Wiring diagram", center=True, bold=True)
    .p("{pic}", center=True)
)

ROBOTS = Legacy(
    name="robots",
    document=DOCUMENT.document(),
    headings=[
        (1, "Introduction"),
        (2, "Problem"),
        (2, "Aims"),
        (1, "Design"),
        (2, "Chassis"),
        (2, "Control"),
        (1, "Tests"),
        (1, "Conclusion"),
        (1, "Wiring diagram"),
    ],
    tables=["Parts of the robot", "Runs"],
    figures=["The chassis", "Time of each run"],
    cells=[
        "Part Number Mass, g Wheel 4 35 Motor 2 120 Frame 1 410",
        "Run Time, s Errors " + " ".join(f"{n} {20 + n}.5 {n % 3}" for n in range(1, 11)),
    ],
    notes=["On a dry floor."],
    sources=["Baker", "Chen", "Dorf", "Eze"],
    references=("1 2 3 4 fig:2.1 tbl:2.1 app:1 eq:2.1 sec:2.1 fig:2.1 fig:3.1 tbl:3.1 sec:2"),
)
