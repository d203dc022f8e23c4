import StudyRecords

/// How many analyses of a file ended how.
package struct BatchTally: Hashable, Sendable {
  /// How often a code occurs, and where first.
  package struct Entry: Hashable, Sendable {
    /// The code.
    package var code: AnalysisCode
    /// How many analyses ended so.
    package var count: Int
    /// The line of the first one in a text, or its row in an array, counted from 1.
    package var first: Int
  }

  /// The number of analyses.
  package private(set) var analyses = 0
  /// The number of entries that count as missing since only one of estimate and variance is there.
  package private(set) var halves = 0
  private var counts = [Int](repeating: 0, count: 256)
  private var firsts = [Int](repeating: 0, count: 256)

  /// The codes that occur, in their order.
  package var entries: [Entry] {
    AnalysisCode.all.compactMap { code in
      let index = Int(code.number)
      return counts[index] == 0 ? nil : Entry(code: code, count: counts[index], first: firsts[index])
    }
  }

  /// Counts an analysis; `place` is its line or row, counted from 1.
  @inline(__always)
  mutating func count(_ code: UInt8, at place: @autoclosure () -> Int) {
    analyses += 1
    if counts[Int(code)] == 0 { firsts[Int(code)] = place() }
    counts[Int(code)] += 1
  }

  mutating func countHalves(_ count: Int) { halves += count }

  /// Adds what follows.
  mutating func add(_ next: BatchTally) {
    analyses += next.analyses
    halves += next.halves
    for index in counts.indices where next.counts[index] > 0 {
      if counts[index] == 0 { firsts[index] = next.firsts[index] }
      counts[index] += next.counts[index]
    }
  }

  mutating func clear() {
    (analyses, halves) = (0, 0)
    for index in counts.indices where counts[index] > 0 { counts[index] = 0 }
  }

  /// A number of analyses for people, `12,345 analyses`.
  package static func text(analyses count: Int) -> String {
    "\(grouped(count)) \(count == 1 ? "analysis" : "analyses")"
  }

  /// Refuses to call a run done that has analyses and not one result.
  /// - Throws: ``BatchFileError/noResults(file:analyses:)``.
  package func requireResults(from file: String) throws(BatchFileError) {
    guard analyses > 0, entries.allSatisfy({ !$0.code.hasNumbers }) else { return }
    throw .noResults(file: file, analyses: analyses)
  }

  /// Sentences for people: how many analyses there are, and what deserves a look; `unit` is `line` or `row`.
  package func summary(unit: String) -> [String] {
    let bad = entries.filter { !$0.code.hasNumbers }
    let count = bad.reduce(0) { $0 + $1.count }
    var lines = [
      BatchTally.text(analyses: analyses)
        + (analyses == 0 ? "" : count == 0 ? ", all with results" : ", \(grouped(count)) without results")
    ]
    for entry in entries where entry.code.number != 0 {
      lines.append(
        "\(grouped(entry.count)) × \(entry.code.code), first in \(unit) \(entry.first): \(entry.code.sentence)")
    }
    if halves > 0 {
      lines.append(
        "\(grouped(halves)) entries have only an estimate or only a variance and count as missing")
    }
    return lines
  }
}

/// A count with a comma between each three digits.
private func grouped(_ count: Int) -> String {
  var text = ""
  for (position, digit) in String(count).enumerated() {
    if position > 0, (String(count).count - position) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return text
}
