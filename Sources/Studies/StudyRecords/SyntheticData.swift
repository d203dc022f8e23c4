extension NoteKind {
  /// The data are invented. Reports say so before their numbers and pictures above everything.
  public static let syntheticDataset = NoteKind(
    "dataset.synthetic", .warning, "the numbers of this data set are invented", comesFirst: true)
}

extension StudyTable {
  /// Notes that the data are invented, which their name says with the word SYNTHETIC in capitals.
  public mutating func noteInvention() {
    guard name.contains("SYNTHETIC"), !notes.contains(where: { $0.kind == .syntheticDataset }) else { return }
    notes.append(Note(.syntheticDataset))
  }
}
