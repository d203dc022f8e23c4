import Testing

@testable import Analyses

@Suite struct FileWordsTests {
  static let sentences = [
    ("add --equal-effects or use OR", "add 'equal-effects: true' under 'model' or use OR"),
    (
      "name it with --measure and the columns with --columns",
      "name it with 'measure' and the columns with 'columns'"
    ),
    (
      "('split': --shared-control split)", "('split': 'shared-control: split' under 'model')"
    ),
    (
      "pool a difference (--measure RD), or a ratio with --add 0.5,0.5 --to only0,only0",
      "pool a difference ('measure: RD'), or a ratio with 'pooling-addition: corrected' under 'conventions'"
    ),
    (
      "but Peto's method (--measure PETO --method PETO) or the Mantel–Haenszel method with --add 0.5,0.5 --to only0,only0 gives one",
      "but Peto's method ('measure: PETO' 'method: PETO' under 'model') or the Mantel–Haenszel method with 'pooling-addition: corrected' under 'conventions' gives one"
    ),
    ("name the column for ai, as role=column", "name the column for ai, as 'role: column' under 'columns'"),
    ("(--intervals exact of 'tutti effects')", "(--intervals exact of 'tutti effects')"),
    ("a -- b --", "a -- b --"), ("", ""),
  ]

  @Test(arguments: sentences) func optionsBecomeKeys(_ sentence: String, _ expected: String) {
    #expect(inFileWords(sentence) == expected)
  }
}
