"""English, health: worded chapters in capitals, caption fields with chapter numbers, superscript
citations, endnotes, grouped and VML pictures, content controls, two columns, a list of tables."""

from legacy_theses import Legacy
from word_document import Word

DOCUMENT = (
    Word()
    .p("SLEEP AND RECOVERY ON SURGICAL WARDS", center=True, bold=True)
    .p("A thesis submitted for the degree of Bachelor of Nursing", center=True)
    .p("by Mary Cole", center=True)
    .p("University of the Northern Coast", center=True)
    .p("Aberdeen 2022", center=True)
    .p("ABSTRACT", center=True, bold=True, page=True)
    .p("Sleep on wards is short. This thesis asks why, and what nurses can do.")
    .p("Keywords: sleep, nursing, noise")
    .p("TABLE OF CONTENTS", center=True, bold=True, page=True)
    .toc(
        (1, "ABSTRACT\tii"),
        (1, "LIST OF TABLES\tiv"),
        (1, "CHAPTER 1: INTRODUCTION\t1"),
        (2, "1.1 Background\t1"),
        (2, "1.2 Research questions\t3"),
        (1, "CHAPTER 2: METHODS\t8"),
        (2, "2.1 Setting\t8"),
        (2, "2.2 Measures\t9"),
        (1, "CHAPTER 3: RESULTS\t14"),
        (1, "CONCLUSION\t21"),
        (1, "REFERENCES\t23"),
    )
    .p("LIST OF TABLES", center=True, bold=True, page=True)
    .p("Table 2.1 Participants\t8")
    .p("Table 3.1 Hours of sleep\t14")
    .p("CHAPTER 1: INTRODUCTION", center=True, bold=True, page=True)
    .p("1.1 Background", bold=True)
    .p(
        "Patients sleep badly in hospital.{sup:1} Noise is the main reason,{sup:2,3} and light "
        "comes "
        "second.{sup:4}"
    )
    .control("Few wards have a policy for the night.{en:See the guidance of each trust.}")
    .p("1.2 Research questions", bold=True)
    .p("The thesis asks two questions:")
    .ps("1. How long do patients sleep?", "2. What wakes them?")
    .p("CHAPTER 2: METHODS", center=True, bold=True, page=True)
    .p("2.1 Setting", bold=True)
    .p("Two wards took part. Table 2.1 shows the participants, and Figure 2.1 the plan of a ward.")
    .p("Table {f:STYLEREF 1 \\s|2}.{f:SEQ Table \\* ARABIC \\s 1|1}: Participants", style="Caption")
    .table("Ward|Patients|Mean age", "North|34|61.2", "South|29|58.9")
    .p("Source: ward records.")
    .group()
    .p(
        "Figure {f:STYLEREF 1 \\s|2}.{f:SEQ Figure \\* ARABIC \\s 1|1}: Plan of a ward",
        style="Caption",
    )
    .section()
    .p("2.2 Measures", bold=True)
    .p("Sleep was measured by wrist sensors. Efficiency is given by Equation 2.1:")
    .formula("E=S/B", "2.1")
    .p("where S is the time asleep and B is the time in bed.")
    .section(columns=2)
    .p("CHAPTER 3: RESULTS", center=True, bold=True, page=True)
    .p(
        "As described in Chapter 2 and Section 2.2, sensors were worn for three nights. Table 3.1 "
        "and Figures 3.1 and 3.2 give the results."
    )
    .p(
        "Table {f:STYLEREF 1 \\s|3}.{f:SEQ Table \\* ARABIC \\s 1|1}: Hours of sleep",
        style="Caption",
    )
    .table("Night|North|South", "First|5.1|5.4", "Second|5.6|5.9", "Third|6.0|6.1")
    .p("{vml}", center=True)
    .p(
        "Figure {f:STYLEREF 1 \\s|3}.{f:SEQ Figure \\* ARABIC \\s 1|1}: Noise by hour",
        style="Caption",
    )
    .chart("bar", ["Noise", "Light", "Pain"], Count=[41, 22, 17])
    .p(
        "Figure {f:STYLEREF 1 \\s|3}.{f:SEQ Figure \\* ARABIC \\s 1|2}: What wakes patients",
        style="Caption",
    )
    .p("Noise woke most patients (Fig. 3.2).")
    .p("CONCLUSION", center=True, bold=True, page=True)
    .p("Nurses can make nights quieter.{sup:1-3}")
    .p("REFERENCES", center=True, bold=True, page=True)
    .ps(
        "1. Adams R, Hill T. Sleep in acute hospitals. J Nurs. 2015;12(3):45-52.",
        "2. Brown K. Noise on wards. London: Health Press; 2012.",
        "3. Choi S, Park J. Alarms at night. Crit Care. 2018;22:101-9.",
        "4. Dunn P. Light and rest [Internet]. 2020. Available from: https://example.org/light",
    )
)

NURSING = Legacy(
    name="nursing",
    document=DOCUMENT.document(),
    headings=[
        (1, "Introduction"),
        (2, "Background"),
        (2, "Research questions"),
        (1, "Methods"),
        (2, "Setting"),
        (2, "Measures"),
        (1, "Results"),
        (1, "Conclusion"),
    ],
    tables=["Participants", "Hours of sleep"],
    figures=["Plan of a ward", "Noise by hour", "What wakes patients"],
    cells=[
        "Ward Patients Mean age North 34 61.2 South 29 58.9",
        "Night North South First 5.1 5.4 Second 5.6 5.9 Third 6.0 6.1",
    ],
    notes=["See the guidance of each trust."],
    sources=["Adams", "Brown", "Choi", "Dunn"],
    references=(
        "1 2 3 4 tbl:2.1 fig:2.1 eq:2.1 sec:2 sec:2.2 tbl:3.1 fig:3.1 fig:3.2 fig:3.2 1 2 3"
    ),
)
