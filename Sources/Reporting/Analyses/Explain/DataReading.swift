import MetaAnalysis

/// Another reading of what the columns of a table hold, for all studies.
public enum DataReading: String, CaseIterable, Hashable, Sendable {
  /// The two groups change places.
  case groupsSwapped = "groups-swapped"
  /// Estimates have the other sign.
  case signsTurned = "signs-turned"
  /// Standard deviations are standard errors of the means: sd = column · √n.
  case deviationsAreErrors = "sd-is-se"
  /// Standard deviations were taken for standard errors of the means by whoever printed the numbers: sd = column / √n.
  case errorsAreDeviations = "se-is-sd"
  /// Variances are standard errors: vi = column².
  case variancesAreErrors = "vi-is-sei"
  /// Standard errors are variances: sei = √column.
  case errorsAreVariances = "sei-is-vi"
  /// Estimates are ratios that want their logarithm taken.
  case ratios = "ratios"
  /// Non-events stand where events belong, in both groups.
  case eventsAreNonEvents = "events-are-non-events"

  /// What it is, as the end of "holds with …".
  public var description: String {
    switch self {
    case .groupsSwapped: "the two groups in each other's place"
    case .signsTurned: "the signs of all estimates turned"
    case .deviationsAreErrors: "the standard deviations read as standard errors (sd = column · √n)"
    case .errorsAreDeviations: "the standard deviations divided by √n, as if they were standard errors"
    case .variancesAreErrors: "the variances read as standard errors (vi = column²)"
    case .errorsAreVariances: "the standard errors read as variances (sei = √column)"
    case .ratios: "the logarithm taken of the estimates, which are ratios"
    case .eventsAreNonEvents: "events and non-events in each other's place"
    }
  }

  /// What of the data is read otherwise; two readings of one topic do not go together.
  var topic: String {
    switch self {
    case .groupsSwapped, .signsTurned: "direction"
    case .deviationsAreErrors, .errorsAreDeviations, .variancesAreErrors, .errorsAreVariances: "spread"
    case .ratios: "scale"
    case .eventsAreNonEvents: "events"
    }
  }
}
