import Testing

@testable import StudyRecords

@Suite struct NoteTests {
  private let kind = NoteKind("test.kind", .warning, "'{value}' in column '{column}' is {size} times {limit}")

  @Test("The sentence names the place and fills the template")
  func sentence() {
    let details: KeyValuePairs<String, Note.Value> = [
      "value": .text("abc"), "size": .number(1.0 / 3), "limit": .count(7),
    ]
    let text = "'abc' in column 'sd' is 0.33333 times 7"
    #expect(
      Note(kind, row: 3, study: "Aronson 1948", column: "sd", details).sentence
        == "row 3 (Aronson 1948): \(text)")
    #expect(Note(kind, row: 3, column: "sd", details).sentence == "row 3: \(text)")
    #expect(Note(kind, study: "Aronson 1948", column: "sd", details).sentence == "Aronson 1948: \(text)")
    #expect(Note(kind, column: "sd", details).sentence == text)
  }

  @Test("Braces in the data are not placeholders")
  func braces() {
    let kind = NoteKind("test.braces", .information, "{a}{b} {unknown} {")
    let note = Note(kind, ["a": .text("{b}"), "b": .text("{a}")])
    #expect(note.sentence == "{b}{a} {unknown} {")
  }

  @Test("A source as one line")
  func citation() {
    #expect(Source("Hedges & Olkin", 1985, place: "p. 86").citation == "Hedges & Olkin (1985), p. 86")
    #expect(Source("Egger", 1997, doi: "10.1136/x").citation == "Egger (1997), doi:10.1136/x")
  }
}
