import Analyses
import Testing
import _TestSupport

/// `Documentation/conventions.md`, written from the code and from `Tests/References/profiles/differences.json`.
struct ConventionsDocument {
  let differences: [KnownDifference]

  var text: String {
    ([Self.introduction] + choices + profiles + sizes).joined(separator: "\n") + "\n"
  }

  private static let introduction = """
    <!-- Made by ConventionsDocumentTests from the code; run them with TUTTI_UPDATE_SNAPSHOTS=1 to write it anew. -->

    # Conventions: the choices by which tools differ

    Two tools may both be right and print different numbers. Every choice that does this is a convention here: it has a
    name, a value in each profile, and a source. `tutti profiles` lists the profiles, `tutti profiles show revman@5` one
    with its sources, `tutti profiles diff metafor@4.8 metafor@5.1` what an upgrade changed. Analysis files override
    single choices by the names in this table.

    A profile is frozen: what it holds never changes, and a tool with new defaults gets a new version. Profiles take τ² at
    the optimum of its estimator. Where a tool's default search stops short of it, the convention `convergence` gives the
    number that the tool prints.
    """

  private var choices: [String] {
    [
      "\n## The choices\n", "| Convention | What it chooses | Values | Moves | Measures |",
      "| :-- | :-- | :-- | :-- | :-- |",
    ]
      + ConventionKey.allCases.map { key in
        let values = key.values.map { "`\($0.code)` \($0.label)" }.joined(separator: "; ")
        let measures = key.measures.map { $0.count > 12 ? "measures of counts" : $0.joined(separator: " ") }
        return row([
          "`\(key.rawValue)`", key.sentence, values + (key.acceptsNumbers ? "; or another number" : ""),
          key.quantities.map(\.rawValue).joined(separator: ", "), measures ?? "all",
        ])
      }
  }

  private var profiles: [String] {
    let keys = ConventionKey.allCases.filter { key in
      Set(Profile.all.map { $0.conventions.value(of: key) }).count > 1
    }
    return [
      "\n## The profiles\n",
      "Only choices in which profiles differ. A star marks what could not be verified.\n",
      row(["Convention"] + Profile.all.map { "`\($0.name)`" }), row([":--"] + Profile.all.map { _ in ":--" }),
    ]
      + keys.map { key in
        row(
          ["`\(key.rawValue)`"]
            + Profile.all.map { profile in
              let choice = profile.choice(of: key)
              return choice.value + (choice.evidence.isVerified ? "" : "*")
            })
      }
  }

  private var sizes: [String] {
    var groups: [(key: String, largest: KnownDifference, count: Int)] = []
    for difference in differences {
      let key = difference.keys.map { "`\($0.rawValue)`" }.joined(separator: ", ") + "|" + difference.quantity
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].count += 1
        if difference.size > groups[known].largest.size { groups[known].largest = difference }
      } else {
        groups.append((key, difference, 1))
      }
    }
    let lines = groups.sorted { a, b in a.key < b.key }.map { group in
      let largest = group.largest
      return row([
        String(group.key.prefix { $0 != "|" }), Self.words[largest.quantity] ?? largest.quantity,
        "\(group.count)",
        "\(largest.data) \(largest.measure)" + (largest.row.map { ", row \($0)" } ?? ""), cell(largest.from),
        cell(largest.to), largest.size.isFinite ? short(largest.size) : "–",
      ])
    }
    return [
      """

      ## Known differences between tools, with size and cause

      \(differences.count) numbers of 17 data sets (9 of them synthetic) differ between R's meta and metafor, their versions
      and presets. Each line groups those with the same cause: how many there are, and the largest, with both values as
      the tools compute them at a tight tolerance. Ratios are on the log scale. Tutti reproduces all of them (`Tests/References/profiles`).

      """,
      row(["Conventions", "Number", "Cases", "Largest in", "One tool", "Another", "Difference"]),
      row(["", "", "", "", "", "", ""].map { _ in ":--" }),
    ] + lines
  }

  private static let words = [
    "common est": "common effect", "common se": "standard error of the common effect",
    "random est": "random-effects mean",
    "random se": "standard error of the random-effects mean",
    "random ci_lb": "lower limit of the random-effects mean",
    "random ci_ub": "upper limit of the random-effects mean",
    "tau2": "τ²", "I2": "I² in percent", "predict lb": "lower prediction limit",
    "predict ub": "upper prediction limit",
    "study est": "a study's estimate", "study se": "a study's standard error",
    "Q df": "degrees of freedom of Q",
  ]

  private func cell(_ side: KnownDifference.Side) -> String {
    "\(side.name): \(side.value.map(short) ?? "none")"
  }

  private func row(_ cells: [String]) -> String {
    "| "
      + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
      .joined(separator: " | ") + " |"
  }

  /// Five significant digits.
  private func short(_ x: Double) -> String {
    guard x != 0 else { return "0" }
    var unit = 1.0
    while abs(x) * unit < 1e4 { unit *= 10 }
    let text = "\((x * unit).rounded() / unit)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
