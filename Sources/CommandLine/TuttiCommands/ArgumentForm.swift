import ArgumentParser

extension Tutti {
  /// The options that may be given several times.
  private static let repeatable: Set = ["--contrast", "--compare", "--adjusted-means", "--threshold"]

  /// Refuses what the parser lets pass: empty arguments, and an option given twice, of which it takes the last.
  /// - Throws: ``UsageError/emptyValue(after:)``, ``UsageError/givenTwice(option:)``.
  static func checkForm(of arguments: [String]) throws(UsageError) {
    var seen: Set<String> = []
    for (position, argument) in arguments.enumerated() {
      if argument.isEmpty {
        let before = position > 0 ? arguments[position - 1] : ""
        throw .emptyValue(after: before.hasPrefix("-") && before != "-" ? before : nil)
      }
      if argument == "--" { return }
      guard argument.hasPrefix("--") || argument == "-o" else { continue }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = argument == "-o" ? "--output" : String(parts[0])
      if parts.count == 2, parts[1].isEmpty { throw .emptyValue(after: name) }
      guard seen.insert(name).inserted || repeatable.contains(name) else { throw .givenTwice(option: name) }
    }
  }
}
