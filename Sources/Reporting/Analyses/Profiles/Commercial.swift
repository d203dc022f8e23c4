extension Profile {
  /// Stata's meta suite, release 18.
  public static let stata18 = Profile(
    "stata", "18", "Defaults of Stata 18's meta suite.",
    usualSource: .assumed("Stata 18 Meta-Analysis Reference Manual")
  ) {
    $0.test = .z
    $0.predictionInterval = .riley
    $0.tau2Interval = nil
  }

  /// Comprehensive Meta-Analysis, version 4.
  public static let cma4 = Profile(
    "cma", "4", "Defaults of Comprehensive Meta-Analysis 4.",
    usualSource: .assumed("Borenstein et al. (2009), Introduction to Meta-Analysis, doi:10.1002/9780470743386")
  ) {
    $0.hedgesJ = .approximate
    $0.varianceOfG = .largeSample2
    $0.tau2 = .dl
    $0.test = .z
    $0.i2 = .q
    $0.tau2Interval = nil
    $0.predictionInterval = .riley
  }
}
