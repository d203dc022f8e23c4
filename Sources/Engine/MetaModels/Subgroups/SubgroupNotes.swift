import StudyRecords

extension NoteKind {
  /// A row has no subgroup.
  public static let subgroupLabelMissing = NoteKind(
    "subgroup.missing-label", .warning, "left out: {column} is missing, so that the row has no subgroup")
  /// A subgroup of one study.
  public static let subgroupSingleStudy = NoteKind(
    "subgroup.single-study", .information,
    "{subgroup}: one study only, so that nothing is pooled, its τ² is undefined and counts as 0, and its interval is normal"
  )
  /// No study of a subgroup can be used.
  public static let subgroupEmpty = NoteKind(
    "subgroup.empty", .warning, "{subgroup}: no study can be used; the subgroup takes no part in the comparison"
  )
  /// A model of the counts has no maximum for a subgroup.
  public static let subgroupNotFitted = NoteKind(
    "subgroup.not-fitted", .warning, "{subgroup}: {reason}; the subgroup takes no part in the comparison")
  /// A single subgroup.
  public static let subgroupOnlyOne = NoteKind(
    "subgroup.only-one", .warning, "there is one subgroup only, so that no groups can be compared")
  /// Small subgroups with τ² of their own.
  public static let subgroupFewStudies = NoteKind(
    "subgroup.few-studies", .information,
    "with five studies or fewer ({subgroups}) a τ² of the subgroup's own is imprecise; one common τ² is steadier"
  )
  /// Studies occur in several subgroups.
  public static let subgroupSharedStudies = NoteKind(
    "subgroup.shared-studies", .warning,
    "{occur} in several groups of {column} ({studies}): the estimates are not independent, and {consequence}"
  )
  /// A subgroup's standard error is zero.
  public static let subgroupTestUndefined = NoteKind(
    "subgroup.test-undefined", .warning,
    "the standard error of {subgroup} is 0, so that the test between subgroups is undefined")
}

extension Note {
  /// The same note said of one subgroup: the sentence starts with its name, which is also a detail.
  func inSubgroup(_ name: String) -> Note {
    var note = self
    note.kind = NoteKind(
      kind.code, kind.severity, "{subgroup}: " + kind.template, comesFirst: kind.comesFirst)
    note.details.append(Detail(name: "subgroup", value: .text(name)))
    return note
  }
}
