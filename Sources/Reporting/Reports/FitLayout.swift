import MetaAnalysis
import Plotting

/// The names of the two scales of a fit and the decimals shown on each.
struct FitLayout {
  /// One rounding for the analysis scale and one for the natural scale.
  struct Pair {
    var analysis: Rounding
    var natural: Rounding
  }

  /// What the scales are called.
  var scale: ScaleNames
  /// For the study table: two significant digits of the middle standard error.
  var study: Pair
  /// For the pooled effect: four significant digits of its standard error.
  var pooled: Pair
  /// Whether any study has a weight: models of counts give none.
  var showsWeights: Bool

  init(fit: Fit, decimals: Int?) {
    scale = ScaleNames(fit: fit)
    showsWeights = fit.studies.contains { $0.weightPercent != nil }
    let error = lowerMedian(fit.studies.compactMap { $0.vi?.squareRoot() })
    let pooledError = fit.coefficients.first?.standardError
    let natural = fit.backTransformed?.estimate
    func pair(_ digits: Int, of error: Double?, minimum: Int) -> Pair {
      var pair =
        decimals.map { Pair(analysis: Rounding(decimals: $0), natural: Rounding(decimals: $0)) }
        ?? Pair(
          analysis: Rounding(significant: digits, of: error, minimum: minimum),
          natural: Rounding(significant: digits, of: natural, minimum: minimum))
      pair.natural.startsAtZero = fit.backTransformed.map { $0.transform(-.infinity) == 0 } ?? false
      return pair
    }
    study = pair(2, of: error, minimum: 2)
    pooled = pair(4, of: pooledError, minimum: 4)
  }
}

extension FitLayout {
  /// The columns of a table of studies.
  func columns(interval: String) -> [ReportTable.Column] {
    let weight: [ReportTable.Column] = showsWeights ? [.init("Weight")] : []
    let natural: [ReportTable.Column] = scale.natural.map { [.init($0), .init(interval)] } ?? []
    return [.init("Study", .left), .init(scale.analysis), .init(interval)] + weight + natural
  }

  /// An effect's cells in a table of studies: estimate, interval, weight, and where `transform` is given the first two
  /// on the natural scale.
  func cells(
    _ estimate: Double?, _ interval: Interval?, weight: Double?, _ transform: BackTransform?
  ) -> [ReportTable.Cell] {
    var cells = [study.analysis.cell(estimate), study.analysis.cell(interval)]
    if showsWeights {
      cells.append(weight.map { .text(NumberText.fixed($0, decimals: 1) + "%") } ?? .empty)
    }
    if let transform {
      cells += [
        study.natural.cell(estimate.map { transform($0) }.flatMap { $0.isFinite ? $0 : nil }),
        study.natural.cell(interval?.mapped { transform($0) }),
      ]
    }
    return cells
  }
}

/// What the analysis scale and the natural scale are called in headings.
struct ScaleNames: Hashable, Sendable {
  /// The scale of the estimates: `log RR`.
  var analysis: String
  /// The scale people read: `RR`; `nil` when it is the same.
  var natural: String?

  init(fit: Fit) {
    // Peto's estimate is a log odds ratio.
    let code = fit.measure == .petoOddsRatio ? Measure.oddsRatio.code : fit.measure?.code ?? "Estimate"
    analysis = fit.measure?.definition.backTransform == .exponential ? "log \(code)" : code
    natural = fit.backTransformed.map { _ in fit.measure?.definition.naturalName ?? "back-transformed" }
  }
}
