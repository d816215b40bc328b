"""English, linguistics, after APA: levels told by looks alone, contents by indents and out of date,
labels and titles in two lines above figures, authors and years, notes, chapters in words."""

from legacy_theses import Legacy
from word_document import Word

DOCUMENT = (
    Word()
    .p("Reading Aloud and the Growth of Fluency", center=True, bold=True)
    .p("Nora Field", center=True)
    .p("Department of Linguistics, Lakeside University", center=True)
    .p("Supervisor: Dr. Alan Moor", center=True)
    .p("2018", center=True)
    .p("Table of Contents", center=True, bold=True, page=True)
    .ps(
        "Chapter 1: Fluency\t3",
        "    What Fluency Is\t3",
        "    Measures\t6",
        "Chapter 2: Method\t11",
        "    Readers\t11",
        "Conclusion\t25",
        "References\t27",
    )
    .p("Chapter 1: Fluency", center=True, bold=True, page=True)
    .p("What Fluency Is", bold=True)
    .p("Fluent readers read with ease (Marsh, 2009). Lee and Stone (2012) name three signs.")
    .p("{b:{i:Pace}}")
    .p("Pace is counted in words a minute, as Figure 1 shows.")
    .p("Figure 1", bold=True)
    .p("{i:Pace by Grade}")
    .p("{pic}")
    .p("{i:Note.} Grades 2 to 6.")
    .p("Measures of Fluency", bold=True)
    .p("Table 1 lists the measures (Lee & Stone, 2012; Marsh, 2009).")
    .p("Table 1", bold=True)
    .p("{i:Measures and Their Units}")
    .table("Measure|Unit", "Pace|words a minute", "Errors|per hundred words")
    .p("Chapter 2: Method", center=True, bold=True, page=True)
    .p("Readers", bold=True)
    .p("Forty pupils took part.{fn:All parents agreed.} The form is in Appendix A.")
    .p("Texts", bold=True)
    .p("The texts were short tales.")
    .p("Conclusion", center=True, bold=True, page=True)
    .p("Reading aloud helps.")
    .p("References", center=True, bold=True, page=True)
    .ps(
        "Lee, K., & Stone, P. (2012). Three signs of fluency. Reading, 4(2), 11–19.",
        "Marsh, T. (2009). Fluent readers. Harbour Press.",
    )
    .p("Appendix A", center=True, bold=True, page=True)
    .p("Form of Consent", center=True, bold=True)
    .p("I agree that my child takes part.")
)

READING = Legacy(
    name="reading",
    document=DOCUMENT.document(),
    headings=[
        (1, "Fluency"),
        (2, "What Fluency Is"),
        (3, "Pace"),
        (2, "Measures of Fluency"),
        (1, "Method"),
        (2, "Readers"),
        (2, "Texts"),
        (1, "Conclusion"),
        (1, "Form of Consent"),
    ],
    tables=["Measures and Their Units"],
    figures=["Pace by Grade"],
    cells=["Measure Unit Pace words a minute Errors per hundred words"],
    notes=["All parents agreed."],
    sources=["Lee", "Marsh"],
    references="2 1 fig:1 tbl:1 1 2 app:1",
)
