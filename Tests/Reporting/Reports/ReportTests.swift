import Testing

@testable import Reports

@Suite struct ReportTests {
  static let report = Report(
    title: "A title",
    blocks: [
      .table(
        ReportTable(
          columns: [.init("Study", .left), .init("RR"), .init("95% CI"), .init("Note", .left)],
          rows: [
            [.text("Müller 2001"), .text("-0.89"), .interval("-2.01", "0.23"), .empty],
            [.text("山田 2010"), .text("10.10"), .interval("9.00", "11.20"), .text("a|b")],
            [.text("e\u{301}tude\nII"), .empty, .empty, .empty],
          ], summaryRows: [[.text("Pooled"), .text("0.50"), .interval("0.10", "inf"), .empty]])),
      .facts(heading: "Heterogeneity", [.init("τ²", "0.3132"), .init("Q", "152.23, df 12")]),
      .items(heading: "Notes", ["row 3: left out [study.dropped]"]),
    ])

  @Test func text() {
    #expect(
      Self.report.text == """
        A title

        Study           RR          95% CI  Note
        ────────────────────────────────────────
        Müller 2001  -0.89  [-2.01,  0.23]
        山田 2010    10.10  [ 9.00, 11.20]  a|b
        e\u{301}tude II
        ────────────────────────────────────────
        Pooled        0.50  [ 0.10,   inf]

        Heterogeneity
          τ²  0.3132
          Q   152.23, df 12

        Notes
          row 3: left out [study.dropped]

        """)
  }

  @Test func markdown() {
    #expect(
      Self.report.markdown == """
        # A title

        | Study | RR | 95% CI | Note |
        | :-- | --: | --: | :-- |
        | Müller 2001 | -0.89 | [-2.01, 0.23] |  |
        | 山田 2010 | 10.10 | [9.00, 11.20] | a\\|b |
        | e\u{301}tude II |  |  |  |
        | **Pooled** | **0.50** | **[0.10, inf]** |  |

        ## Heterogeneity

        |  |  |
        | :-- | :-- |
        | τ² | 0.3132 |
        | Q | 152.23, df 12 |

        ## Notes

        - row 3: left out [study.dropped]

        """)
  }
}

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｶﾅ", 2), ("Ａ", 2), ("한글", 4), ("😀", 2),
    ("τ²", 2),
    ("a\u{200B}b", 2), ("−1", 2), ("👩‍👩‍👧", 2),
  ])
  func widths(text: String, width: Int) { #expect(displayWidth(text) == width) }
}
