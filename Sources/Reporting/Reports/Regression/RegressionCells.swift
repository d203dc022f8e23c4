import MetaAnalysis
import Plotting

extension ScaleNames {
  /// The names of the scales of a measure's results.
  init(measure: Measure?, transform: BackTransform) {
    let code = measure?.code ?? "Estimate"
    analysis = transform == .exponential ? "log \(code)" : code
    natural = transform == .identity ? nil : measure?.definition.naturalName ?? "back-transformed"
  }
}

extension OmnibusTest {
  /// `F(2, 9)` or `χ²(2)`.
  var symbol: String { df2.map { "F(\(df1), \($0))" } ?? "χ²(\(df1))" }

  /// `F(2, 9) = 1.23, p = 0.337`.
  var sentence: String {
    "\(symbol) = \(NumberText.fixed(statistic, decimals: 2)), \(NumberText.pValueStatement(pValue))"
  }
}

/// Cells and headings that the tables of regression share.
enum RegressionCells {
  static func pValue(_ p: Double?) -> ReportTable.Cell {
    p.map { .text(NumberText.pValueText($0)) } ?? .empty
  }

  static func statistic(_ value: Double?) -> ReportTable.Cell {
    value.map { .text(NumberText.fixed($0, decimals: 2)) } ?? .empty
  }

  static func count(_ value: Int) -> ReportTable.Cell { .text(String(value)) }

  /// Three significant digits of the middle magnitude, at least three decimals, unless decimals are asked for.
  static func rounding(_ magnitudes: [Double], decimals: Int?) -> Rounding {
    decimals.map { Rounding(decimals: $0) }
      ?? Rounding(significant: 3, of: lowerMedian(magnitudes.map(abs)), minimum: 3)
  }

  /// The CSV of a header and rows; `nil` numbers are empty.
  static func csv(_ header: [String], _ rows: [[CSVCell]]) -> String {
    var writer = CSVWriter()
    for name in header { writer.append(text: name) }
    writer.endRow()
    for row in rows {
      for cell in row {
        switch cell {
        case .text(let text): writer.append(text: text)
        case .number(let number): writer.append(number: number)
        }
      }
      writer.endRow()
    }
    return writer.text
  }

  /// A cell of a CSV table.
  enum CSVCell {
    case text(String?)
    case number(Double?)
  }
}

/// Predictions as columns: the estimate with its intervals, and the same on the natural scale.
struct PredictionColumns {
  let names: ScaleNames
  let level: String
  private let analysis: Rounding
  private let natural: Rounding
  private let hasPrediction: Bool

  init(_ predictions: [Prediction], level: Double, measure: Measure?, decimals: Int?) {
    let transform = predictions.compactMap(\.backTransformed).first?.transform ?? .identity
    names = ScaleNames(measure: measure, transform: transform)
    self.level = numberText(level)
    analysis = RegressionCells.rounding(predictions.map(\.standardError), decimals: decimals)
    natural = RegressionCells.rounding(predictions.compactMap(\.backTransformed?.estimate), decimals: decimals)
    hasPrediction = predictions.contains { $0.predictionInterval != nil }
  }

  var headings: [ReportTable.Column] {
    func block(_ name: String) -> [ReportTable.Column] {
      [.init(name), .init("\(level)% CI")] + (hasPrediction ? [.init("\(level)% PI")] : [])
    }
    return block(names.analysis) + (names.natural.map(block) ?? [])
  }

  func cells(_ prediction: Prediction?) -> [ReportTable.Cell] {
    guard let prediction else { return headings.map { _ in .empty } }
    var cells = [analysis.cell(prediction.estimate), analysis.cell(prediction.interval)]
    if hasPrediction { cells.append(analysis.cell(prediction.predictionInterval?.interval)) }
    if names.natural != nil {
      let back = prediction.backTransformed
      cells += [natural.cell(back?.estimate), natural.cell(back?.interval)]
      if hasPrediction { cells.append(natural.cell(back?.predictionInterval)) }
    }
    return cells
  }
}

extension Prediction {
  /// The numbers of a prediction as JSON members.
  var members: [JSONValue.Member] {
    let members: KeyValuePairs<String, JSONValue> = [
      "estimate": .number(estimate), "se": .number(standardError), "df": .number(degreesOfFreedom),
      "ci_lower": .number(interval?.lower), "ci_upper": .number(interval?.upper),
      "pi_lower": .number(predictionInterval?.interval.lower),
      "pi_upper": .number(predictionInterval?.interval.upper),
      "pi_df": .number(predictionInterval?.degreesOfFreedom),
      "back_transformed": backTransformed?.json ?? .null,
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
  }

  /// The names of ``csvCells``.
  static let csvHeader = [
    "estimate", "se", "ci_lower", "ci_upper", "pi_lower", "pi_upper", "natural_estimate", "natural_ci_lower",
    "natural_ci_upper", "natural_pi_lower", "natural_pi_upper",
  ]

  /// The numbers of a prediction as cells of a CSV table.
  var csvCells: [RegressionCells.CSVCell] {
    let back = backTransformed
    return [
      estimate, standardError, interval?.lower, interval?.upper, predictionInterval?.interval.lower,
      predictionInterval?.interval.upper, back?.estimate, back?.interval?.lower, back?.interval?.upper,
      back?.predictionInterval?.lower, back?.predictionInterval?.upper,
    ].map { .number($0) }
  }
}
