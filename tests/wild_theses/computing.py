"""English, computing: built-in headings without numbers, captions typed as plain lines, appendix
by letter, code, references in brackets with ranges, figures with panels, footnotes with links."""

from legacy_theses import Legacy
from word_document import Word

DOCUMENT = (
    Word()
    .p("Department of Computer Science", center=True)
    .p("Compressing Sensor Data at the Edge", style="Title")
    .p("Bachelor thesis", center=True)
    .p("Author: Peter Novak", center=True)
    .p("Supervisor: Dr. Anna Kral", center=True)
    .p("Brno, 2023", center=True)
    .p("Abstract", center=True, bold=True, page=True)
    .p("Sensors send more data than radios can carry. We compare three codecs.")
    .p("Contents", center=True, bold=True, page=True)
    .toc(
        (1, "Introduction\t1"),
        (1, "Background\t3"),
        (2, "Sensors\t3"),
        (2, "Codecs\t5"),
        (1, "Evaluation\t9"),
        (2, "Setup\t9"),
        (2, "Results\t11"),
        (1, "Conclusion\t15"),
        (1, "Bibliography\t16"),
        (1, "Appendix A: Listings\t18"),
    )
    .h(1, "Introduction")
    .p("Sensors are everywhere [1], [3]. Their data grow fast [2–4]. We make three contributions:")
    .p("a survey of codecs;", num=(1, 0))
    .p("a test bed;", num=(1, 0))
    .p("an evaluation.", num=(1, 0))
    .h(1, "Background")
    .h(2, "Sensors")
    .p(
        "A node samples at 100 Hz{fn:See the data sheet at "
        "{link:https://example.org/s|example.org/s}.}. "
        "Figure 1 shows a node, and Fig. 1b its radio."
    )
    .table("{pic}|{pic}", "(a) board|(b) radio", border=False)
    .p("Figure 1: A sensor node", center=True)
    .h(2, "Codecs")
    .p("Table 1 lists the codecs that we evaluate.")
    .p("Table 1: Codecs", center=True)
    .table("Codec|Year|Lossless", "Delta|1990|yes", "Wavelet|1998|no", "LZ|1977|yes")
    .p("The ratio of a codec is")
    .formula("r=n/m", "1")
    .p("where n is the input and m is the output in bytes.")
    .h(1, "Evaluation")
    .h(2, "Setup")
    .p("We replay traces on a board. The ratio is that of Eq. (1).")
    .h(2, "Results")
    .p("Tables 1 and 2 together show that delta coding wins; cf. Figure 2.")
    .p("Table 2: Ratios", center=True)
    .table("Codec|Trace|Ratio", *(f"Codec {n}|T{n}|{n}.5" for n in range(1, 13)))
    .chart("line", ["1", "2", "3"], Delta=[2.1, 2.4, 2.2], LZ=[1.4, 1.6, 1.5])
    .p("Figure 2: Ratio by trace", center=True)
    .h(1, "Conclusion")
    .p("Delta coding is enough; Appendix A holds the code.")
    .h(1, "Bibliography")
    .ps(
        "[1] L. Atzori, A. Iera. The Internet of Things: a survey. Computer Networks, 2010.",
        "[2] P. Deutsch. DEFLATE compressed data format. RFC 1951, 1996.",
        "[3] J. Gubbi. Internet of Things: vision and future. Future Generation Systems, 2013.",
        "[4] D. Salomon. Data compression: the complete reference. Springer, 2007.",
    )
    .h(1, "Appendix A: Listings")
    .p("The code is kept beside this text.")
)

COMPUTING = Legacy(
    name="computing",
    document=DOCUMENT.document(),
    headings=[
        (1, "Introduction"),
        (1, "Background"),
        (2, "Sensors"),
        (2, "Codecs"),
        (1, "Evaluation"),
        (2, "Setup"),
        (2, "Results"),
        (1, "Conclusion"),
        (1, "Listings"),
    ],
    tables=["Codecs", "Ratios"],
    figures=["A sensor node", "Ratio by trace"],
    cells=[
        "Codec Year Lossless Delta 1990 yes Wavelet 1998 no LZ 1977 yes",
        "Codec Trace Ratio " + " ".join(f"Codec {n} T{n} {n}.5" for n in range(1, 13)),
    ],
    notes=["See the data sheet at example.org/s."],
    sources=["L.", "P.", "J.", "D."],
    references="1 3 2 3 4 fig:1 fig:1b tbl:1 eq:1 tbl:1 tbl:2 fig:2 app:1",
)
