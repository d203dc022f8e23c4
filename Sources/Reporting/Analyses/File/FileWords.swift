import MetaAnalysis

/// A sentence in which options of the command line stand as analysis files write them: `--equal-effects` becomes
/// `'equal-effects: true' under 'model'`.
///
/// The engine's sentences name the options of `tutti fit`; an analysis file has keys instead.
func inFileWords(_ sentence: String) -> String {
  var words = sentence.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
  var position = 0
  while position < words.count {
    let (before, word, after) = bare(words[position])
    guard word.hasPrefix("--") else {
      position += 1
      continue
    }
    let option = String(word.dropFirst(2))
    let next = position + 1 < words.count && after.isEmpty ? bare(words[position + 1]) : nil
    if option == "add", words[position...].contains(where: { bare($0).word == "--to" }) {
      // --add 0.5,0.5 --to only0,only0
      let last = bare(words[min(position + 3, words.count - 1)]).after
      words.replaceSubrange(
        position..<min(position + 4, words.count),
        with: ["\(before)'pooling-addition: corrected' under 'conventions'\(last)"])
    } else if option == "columns", position > 0, let assignment = assignment(words[position - 1]) {
      // say study=name (--columns)
      words.replaceSubrange(
        (position - 1)...position, with: ["'\(assignment)' under 'columns'\(after.dropFirst(before.count))"])
    } else if ["measure", "columns", "moderators"].contains(option) {
      if let next, isValue(next.word) {
        words.replaceSubrange(
          position...(position + 1), with: ["\(before)'\(option): \(next.word)'\(next.after)"])
      } else {
        words[position] = "\(before)'\(option)'\(after)"
      }
    } else if let key = ModelKey(rawValue: option) {
      if key.form == .flag {
        words[position] = "\(before)'\(option): true' under 'model'\(after)"
      } else if let next, isValue(next.word) {
        words.replaceSubrange(
          position...(position + 1), with: ["\(before)'\(option): \(next.word)' under 'model'\(next.after)"])
      } else {
        words[position] = "\(before)'\(option)' under 'model'\(after)"
      }
    }
    position += 1
  }
  return words.joined(separator: " ").replacing("as role=column", with: "as 'role: column' under 'columns'")
}

/// `role: column` for `role=column`; `nil` for other words.
private func assignment(_ word: String) -> String? {
  let parts = word.split(separator: "=", maxSplits: 1)
  return parts.count == 2 && Role(rawValue: String(parts[0])) != nil ? "\(parts[0]): \(parts[1])" : nil
}

/// A word without the punctuation around it.
private func bare(_ word: String) -> (before: String, word: String, after: String) {
  let before = word.prefix { "([".contains($0) }
  let rest = word.dropFirst(before.count)
  let after = String(rest.reversed().prefix { ",;.:)]".contains($0) }.reversed())
  return (String(before), String(rest.dropLast(after.count)), after)
}

/// Whether a word after an option is its value: a code of any measure or setting.
private func isValue(_ word: String) -> Bool {
  Measure(code: word) != nil
    || ModelKey.allCases.contains { key in
      if case .code(let codes) = key.form { codes.contains(word) } else { false }
    }
}

extension Note {
  /// The note as analysis files word it: in its sentence keys stand in the place of options; its code and fields stay.
  var inFileWords: Note {
    guard kind.template.utf8.contains(UInt8(ascii: "-")) || !details.isEmpty else { return self }
    func worded(_ text: String) -> String? { text.contains("--") ? Analyses.inFileWords(text) : nil }
    var copy = self
    if let template = worded(kind.template) {
      copy.kind = NoteKind(kind.code, kind.severity, template, comesFirst: kind.comesFirst)
    }
    for position in details.indices {
      if case .text(let text) = details[position].value, let text = worded(text) {
        copy.details[position].value = .text(text)
      }
    }
    return copy
  }
}

extension AnalysisResult {
  /// The result with its notes as analysis files word them, for what people read of a file.
  public var inFileWords: AnalysisResult {
    func worded(_ notes: [Note]) -> [Note] { notes.map(\.inFileWords) }
    var copy = self
    copy.effects.notes = worded(effects.notes)
    switch pooled {
    case .fit(var fit):
      fit.notes = worded(fit.notes)
      copy.pooled = .fit(fit)
    case .subgroups(var groups):
      groups.notes = worded(groups.notes)
      copy.pooled = .subgroups(groups)
    }
    return copy
  }
}
