import MetaAnalysis
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

  /// A note keeps its code and fields; options in its template and in its texts become keys.
  @Test func notesAreWordedForFiles() {
    let kind = NoteKind("design.example", .warning, "{rows} are crossover trials (--crossover); {advice}")
    let note = Note(kind, row: 3, ["rows": .count(2), "advice": .text("say study=name (--columns)")])
    #expect(
      note.inFileWords.message
        == "2 are crossover trials ('crossover: true' under 'model'); say 'study: name' under 'columns'")
    #expect(note.inFileWords.kind.code == "design.example")
    #expect(note.inFileWords.row == 3)
    let plain = Note(NoteKind("x", .warning, "nothing – to say"), ["a": .text("b-c")])
    #expect(plain.inFileWords == plain)
  }

  @Test(arguments: sentences) func optionsBecomeKeys(_ sentence: String, _ expected: String) {
    #expect(inFileWords(sentence) == expected)
  }
}
