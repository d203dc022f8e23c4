import MetaAnalysis

/// Another reading of what the columns of a table hold, for all studies or for one.
///
/// Each slip that a reader of articles makes has two sides: the data at hand may have it, or whoever printed the numbers
/// may have made it and the data are right. Readings whose undoing is another operation therefore come in pairs.
public enum DataReading: String, CaseIterable, Hashable, Sendable {
  /// The two groups change places.
  case groupsSwapped = "groups-swapped"
  /// Estimates have the other sign.
  case signsTurned = "signs-turned"
  /// Standard deviations are standard errors of the means: sd = column · √n.
  case deviationsAreErrors = "sd-is-se"
  /// Standard deviations were taken for standard errors of the means by whoever printed the numbers: sd = column / √n.
  case errorsAreDeviations = "se-is-sd"
  /// Standard deviations are variances: sd = √column.
  case deviationsAreVariances = "sd-is-variance"
  /// Variances were taken for standard deviations in print: sd = column².
  case variancesForDeviations = "variance-for-sd"
  /// Variances are standard errors: vi = column².
  case variancesAreErrors = "vi-is-sei"
  /// Standard errors stand in the place of variances in print: vi = √column.
  case errorsForVariances = "sei-for-vi"
  /// Standard errors are variances: sei = √column.
  case errorsAreVariances = "sei-is-vi"
  /// Variances stand in the place of standard errors in print: sei = column².
  case variancesForErrors = "vi-for-sei"
  /// Variances are weights: vi = 1/column.
  case variancesAreWeights = "vi-is-weight"
  /// Estimates are ratios that want their logarithm taken.
  case ratios
  /// Ratios stand in the place of their logarithms in print: yi = exp(column).
  case ratiosForLogarithms = "ratios-for-logs"
  /// Estimates and their errors are common logarithms: yi = column · ln 10.
  case commonLogarithms = "log10"
  /// Common logarithms stand in the place of natural ones in print, with their errors: yi = column / ln 10.
  case commonForNatural = "log10-for-ln"
  /// Estimates are common logarithms, their errors natural ones.
  case commonEstimates = "log10-estimates"
  /// Common logarithms stand in the place of natural ones in print, but for their errors.
  case commonForNaturalEstimates = "log10-for-ln-estimates"
  /// Non-events stand where events belong, in both groups.
  case eventsAreNonEvents = "events-are-non-events"
  /// Sizes of groups leave out those with the event: n = column + events.
  case sizesAreNonEvents = "n-is-non-events"
  /// Those without the event were taken for the sizes of groups in print: n = column − events.
  case nonEventsForSizes = "non-events-for-n"
  /// Sizes of both groups are the size of the study: n = column / 2.
  case sizesAreTotals = "n-is-total"
  /// The size of the study was taken for that of both groups in print: n = n₁ + n₂.
  case totalsForSizes = "total-for-n"
  /// Correlations are Fisher's z: r = tanh(column).
  case correlationsAreZ = "r-is-z"
  /// Fisher's z was taken for correlations in print: r = artanh(column).
  case zForCorrelations = "z-for-r"
  /// Correlations are their squares: r = √column.
  case correlationsAreSquares = "r-is-r2"
  /// Squares were taken for correlations in print: r = column².
  case squaresForCorrelations = "r2-for-r"
  /// All numbers rounded to one decimal.
  case oneDecimal = "rounded-1"
  /// All numbers rounded to two decimals.
  case twoDecimals = "rounded-2"
  /// All numbers rounded to three decimals.
  case threeDecimals = "rounded-3"

  /// What it is, as the end of "holds with …".
  public var description: String { words(of: nil) }

  /// The reading in words, of one study where it is named.
  func words(of study: String?) -> String {
    let of = study.map { " of \($0)" } ?? ""
    return switch self {
    case .groupsSwapped:
      study == nil ? "the two groups in each other's place" : "the groups\(of) in each other's place"
    case .signsTurned: study == nil ? "the signs of all estimates turned" : "the sign\(of) turned"
    case .deviationsAreErrors: "the standard deviations\(of) read as standard errors (sd = column · √n)"
    case .errorsAreDeviations: "the standard deviations\(of) divided by √n, as if they were standard errors"
    case .deviationsAreVariances: "the standard deviations\(of) read as variances (sd = √column)"
    case .variancesForDeviations: "variances in the place of the standard deviations\(of) (sd = column²)"
    case .variancesAreErrors: "the variances\(of) read as standard errors (vi = column²)"
    case .errorsForVariances: "standard errors in the place of the variances\(of) (vi = √column)"
    case .errorsAreVariances: "the standard errors\(of) read as variances (sei = √column)"
    case .variancesForErrors: "variances in the place of the standard errors\(of) (sei = column²)"
    case .variancesAreWeights: "the variances\(of) read as weights (vi = 1/column)"
    case .ratios: "the logarithm taken of the estimates\(of), which are ratios"
    case .ratiosForLogarithms:
      "ratios in the place of the estimates\(of), which are logarithms (yi = exp(column))"
    case .commonLogarithms:
      "the estimates\(of) and their errors read as common logarithms (yi = column · ln 10)"
    case .commonForNatural:
      "common logarithms in the place of the natural ones\(of), with their errors (yi = column / ln 10)"
    case .commonEstimates:
      "the estimates\(of), not their errors, read as common logarithms (yi = column · ln 10)"
    case .commonForNaturalEstimates:
      "common logarithms in the place of the natural ones\(of), but for their errors (yi = column / ln 10)"
    case .eventsAreNonEvents: "events and non-events\(of) in each other's place"
    case .sizesAreNonEvents: "the sizes of groups\(of) read as those without the event (n = column + events)"
    case .nonEventsForSizes:
      "those without the event in the place of the sizes of groups\(of) (n = column − events)"
    case .sizesAreTotals: "the sizes of groups\(of) read as those of both together (n = column / 2)"
    case .totalsForSizes: "the number of all people in the place of the sizes of both groups\(of) (n = n1 + n2)"
    case .correlationsAreZ: "the correlations\(of) read as Fisher's z (r = tanh(column))"
    case .zForCorrelations: "Fisher's z in the place of the correlations\(of) (r = artanh(column))"
    case .correlationsAreSquares: "the correlations\(of) read as their squares (r = √column)"
    case .squaresForCorrelations: "squares in the place of the correlations\(of) (r = column²)"
    case .oneDecimal: "the data\(of) rounded to 1 decimal"
    case .twoDecimals: "the data\(of) rounded to 2 decimals"
    case .threeDecimals: "the data\(of) rounded to 3 decimals"
    }
  }

  /// What of the data is read otherwise; two readings of one topic do not go together.
  var topic: String {
    switch self {
    case .groupsSwapped, .signsTurned: "direction"
    case .deviationsAreErrors, .errorsAreDeviations, .deviationsAreVariances, .variancesForDeviations,
      .variancesAreErrors, .errorsForVariances, .errorsAreVariances, .variancesForErrors, .variancesAreWeights:
      "spread"
    case .ratios, .ratiosForLogarithms, .commonLogarithms, .commonForNatural, .commonEstimates,
      .commonForNaturalEstimates, .correlationsAreZ, .zForCorrelations, .correlationsAreSquares,
      .squaresForCorrelations:
      "scale"
    case .eventsAreNonEvents: "events"
    case .sizesAreNonEvents, .nonEventsForSizes, .sizesAreTotals, .totalsForSizes: "sizes"
    case .oneDecimal, .twoDecimals, .threeDecimals: "rounding"
    }
  }

  /// Whether it is common enough to be tried together with others.
  var isCommon: Bool {
    switch self {
    case .groupsSwapped, .signsTurned, .deviationsAreErrors, .errorsAreDeviations, .variancesAreErrors,
      .errorsAreVariances, .ratios, .eventsAreNonEvents:
      true
    default: false
    }
  }

  /// Whether it is a slip that happens to single studies.
  var isOfStudies: Bool { topic != "rounding" && self != .variancesAreWeights }

  /// The columns that it needs, any one of the lists.
  private var columns: [[Role]] {
    switch self {
    case .groupsSwapped: groupRoles.map { [$0, $1] }
    case .signsTurned: [[.yi], [.ri], [.gi], [.mdi]]
    case .deviationsAreErrors, .errorsAreDeviations: [[.sd1i, .n1i], [.sd2i, .n2i], [.sdi, .ni]]
    case .deviationsAreVariances, .variancesForDeviations: [[.sd1i], [.sd2i], [.sdi]]
    case .variancesAreErrors, .errorsForVariances, .variancesAreWeights: [[.yi, .vi]]
    case .errorsAreVariances, .variancesForErrors: [[.yi, .sei]]
    case .ratios, .ratiosForLogarithms, .commonLogarithms, .commonForNatural, .commonEstimates,
      .commonForNaturalEstimates:
      [[.yi]]
    case .eventsAreNonEvents: [[.ai, .n1i], [.ai, .bi], [.xi, .ni], [.xi, .mi]]
    case .sizesAreNonEvents, .nonEventsForSizes: [[.ai, .n1i], [.ci, .n2i], [.xi, .ni]]
    case .sizesAreTotals, .totalsForSizes: [[.n1i, .n2i]]
    case .correlationsAreZ, .zForCorrelations, .correlationsAreSquares, .squaresForCorrelations: [[.ri]]
    case .oneDecimal, .twoDecimals, .threeDecimals: [[]]
    }
  }

  /// Whether a table has the columns that it needs.
  func applies(to editor: TableEditor) -> Bool {
    columns.contains { $0.allSatisfy { editor.column($0) != nil } }
  }
}
