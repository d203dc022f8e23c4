import Testing

@testable import StudyRecords

@Suite struct WordingTests {
  @Test func controlCharactersAndLineBreaksBecomeSpaces() {
    #expect(onOneLine("Smith 2001") == "Smith 2001")
    #expect(onOneLine("a\tb\r\nc\u{1B}[31md\u{85}e\u{2028}f\u{7F}g") == "a b c [31md e f g")
    #expect(onOneLine("Müller 👩‍👩‍👧 王") == "Müller 👩‍👩‍👧 王")
    let note = Note(NoteKind("a.b", .information, "has {x}"), row: 2, study: "A\nB", ["x": .text("\u{7}")])
    #expect(note.sentence == "row 2 (A B): has  ")
  }

  @Test func listsReadAsSentences() {
    #expect(
      enumerated([]) == "" && enumerated(["a"]) == "a" && enumerated(["a", "b", "c"], "or") == "a, b or c")
    #expect(listed([3]) == "3" && listed([1, 2]) == "1 and 2")
    #expect(listed(Array(1...22)).hasSuffix(", 19, 20 and 2 more"))
  }
}
