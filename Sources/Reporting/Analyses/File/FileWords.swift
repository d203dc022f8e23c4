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
