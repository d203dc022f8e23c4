import Analyses
import MetaAnalysis

extension CheckReport {
  /// The verdicts as JUnit XML: a suite an analysis, a case a printed number; files that cannot be run are errors.
  public var junit: String {
    var xml = XMLText()
    let failures = entries.reduce(0) { $0 + ($1.checked?.numbers.count { !accepts($0) } ?? 0) }
    let errors = entries.count { $0.error != nil }
    xml.open(
      "testsuites",
      [
        ("name", "tutti check"), ("tests", "\(numberCount + errors)"), ("failures", "\(failures)"),
        ("errors", "\(errors)"),
      ])
    for entry in entries {
      let numbers = entry.checked?.numbers ?? []
      let failed = numbers.count { !accepts($0) }
      let isError = entry.error != nil
      xml.open(
        "testsuite",
        [
          ("name", entry.file), ("tests", "\(numbers.count + (isError ? 1 : 0))"), ("failures", "\(failed)"),
          ("errors", isError ? "1" : "0"), ("skipped", "0"),
        ])
      var seen: [String: Int] = [:]
      for number in numbers {
        let count = seen[number.label, default: 0] + 1
        seen[number.label] = count
        let name = count == 1 ? number.label : "\(number.label) (\(count))"
        let attributes = [("classname", entry.file), ("name", name)]
        guard !accepts(number) else {
          xml.empty("testcase", attributes)
          continue
        }
        xml.open("testcase", attributes)
        xml.element(
          "failure", [("message", number.sentence), ("type", number.verdict.kind.rawValue)],
          text: "\(entry.file):\(number.expectation.place.line): \(number.sentence)")
        xml.close("testcase")
      }
      if let error = entry.error {
        xml.open("testcase", [("classname", entry.file), ("name", "run")])
        xml.element(
          "error", [("message", error.description), ("type", error.kind.rawValue)], text: error.description)
        xml.close("testcase")
      }
      if failed > 0, let notes = entry.checked?.notes, !notes.isEmpty {
        xml.element("system-out", [], text: notes.map(\.sentence).joined(separator: "\n"))
      }
      xml.close("testsuite")
    }
    xml.close("testsuites")
    return xml.text
  }

  /// The verdicts as GitHub's workflow commands: an error at the line of every expectation that does not hold, a warning
  /// where digits were cut off, the summary as a notice.
  public var github: String {
    var lines: [String] = []
    for entry in entries {
      for number in entry.checked?.numbers ?? [] {
        let place = number.expectation.place
        let level = accepts(number) ? (number.verdict.kind == .truncated ? "warning" : nil) : "error"
        guard let level else { continue }
        lines.append(
          command(
            level, file: entry.file, place, title: "printed number: \(number.verdict.kind.words)",
            [number.statement] + number.remarks))
      }
      if let error = entry.error {
        if case .malformed(_, let issues)? = error as? AnalysisFileError {
          lines += issues.map {
            command("error", file: entry.file, $0.place, title: "analysis file", [$0.message])
          }
        } else {
          let place = (error as? AnalysisFileError)?.place
          lines.append(
            command("error", file: entry.file, place, title: "analysis not run", [error.description]))
        }
      }
    }
    lines.append("::notice title=tutti check::\(escaped(summary))")
    return lines.map { "\($0)\n" }.joined()
  }

  private func command(
    _ level: String, file: String, _ place: FilePlace?, title: String, _ lines: [String]
  ) -> String {
    func property(_ text: String) -> String {
      escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
    var properties = ["file=\(property(file))"]
    if let place { properties += ["line=\(place.line)", "col=\(place.column)"] }
    properties.append("title=\(property(title))")
    return "::\(level) \(properties.joined(separator: ","))::\(lines.map(escaped).joined(separator: "%0A"))"
  }

  private func escaped(_ text: String) -> String {
    onOneLine(text).replacing("%", with: "%25")
  }
}

/// XML in the making: indented, one element a line.
private struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    line("<\(name)\(rendered(attributes))>")
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    line("</\(name)>")
  }

  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    line("<\(name)\(rendered(attributes))/>")
  }

  mutating func element(_ name: String, _ attributes: [(String, String)], text: String) {
    line("<\(name)\(rendered(attributes))>\(escaped(text))</\(name)>")
  }

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: depth) + content + "\n"
  }

  private func rendered(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\(escaped($0.1).replacing("\n", with: "&#10;"))\"" }.joined()
  }

  /// Characters that XML 1.0 does not allow become spaces.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
