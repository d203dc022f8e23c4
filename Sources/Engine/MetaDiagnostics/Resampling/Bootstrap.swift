import Distributions
import MetaBatch
import MetaModels
import StudyRecords

/// A bootstrap of a fit: the model fitted anew, τ² included, to many samples drawn from the studies or from the model.
///
/// Sample number i follows from the seed and i alone, so that results do not depend on threads, and a longer run goes on
/// where a shorter one stopped. Samples are count matrices over the studies, solved eight at a time.
public struct Bootstrap: Hashable, Sendable {
  /// One quantity over the samples.
  public struct Quantity: Hashable, Sendable {
    /// The coefficient's term; `nil` for τ².
    public var term: String?
    /// The estimate from the data.
    public var estimate: Double
    /// The mean over the samples less the estimate.
    public var bias: Double?
    /// The standard deviation over the samples.
    public var standardError: Double?
    /// Estimate − bias ∓ normal quantile × standard error.
    public var normal: Interval?
    /// From twice the estimate less the upper quantile to twice the estimate less the lower one.
    public var basic: Interval?
    /// From the lower to the upper quantile of the samples.
    public var percentile: Interval?
    /// Quantiles corrected for bias and acceleration (Efron 1987, doi:10.1080/01621459.1987.10478410), the
    /// acceleration from the jackknife; for samples of cases, `nil` where no sample or every one lies below the estimate.
    public var bca: Interval?
    /// From quantiles of (estimate* − estimate)/standard error*; `nil` for τ².
    public var studentized: Interval?
    /// The values over the samples, in order of their numbers; `nil` where a sample leaves them undefined.
    public var values: BatchNumbers
  }

  /// The choices.
  public var settings: BootstrapSettings
  /// The level of the intervals in percent, the fit's.
  public var level: Double
  /// One entry per coefficient, in order.
  public var coefficients: [Quantity]
  /// The between-study variance, where the model estimates it.
  public var tau2: Quantity?
  /// Samples that leave a coefficient undefined; they do not enter its figures.
  public var undefined: Int
  /// What was noticed.
  public var notes: [Note]

  /// The bootstrap of a fit; results are the same for any number of threads.
  /// - Throws: ``DiagnosticsError``.
  public init(_ fit: Fit, _ settings: BootstrapSettings = .init(), threads: Int = 1) throws(DiagnosticsError) {
    let most = BootstrapSettings.mostSamples
    guard (1...most).contains(settings.samples) else { throw .samples(settings.samples, most: most) }
    let model = try RefitModel.of(fit, for: "the bootstrap", atLeast: 3)
    let refits: Refits
    switch settings.scheme {
    case .cases:
      refits = model.refits(settings.samples, threads: threads) { range in
        .counts(Bootstrap.counts(range, k: model.k, seed: settings.seed))
      }
    case .parametric:
      let fitted = fit.studies.compactMap(\.fitted)
      let errors = model.vi.map { ($0 + fit.heterogeneity.tau2).squareRoot() }
      refits = model.refits(settings.samples, threads: threads) { range in
        .estimates(Bootstrap.estimates(range, fitted, errors, seed: settings.seed))
      }
    }
    let jackknife = settings.scheme == .cases ? model.leavingOneOut(threads: threads) : nil
    let level = fit.settings.level
    coefficients = fit.coefficients.enumerated().map { j, coefficient in
      let errors = (0..<refits.count).map { refits.standardError($0, j) }
      return Quantity(
        term: coefficient.term, estimate: coefficient.estimate, standardError: coefficient.standardError,
        refits.coefficient(j), errors: errors, jackknife: jackknife?.coefficient(j), level: level)
    }
    tau2 =
      fit.settings.heterogeneity.estimatesTau2
      ? Quantity(
        term: nil, estimate: fit.heterogeneity.tau2, standardError: nil, refits.tau2, errors: nil,
        jackknife: jackknife?.tau2, level: level) : nil
    undefined = (0..<refits.count).count { i in
      (0..<model.p).contains { refits.coefficients[i * model.p + $0].isNaN }
    }
    notes =
      undefined > 0
      ? [Note(.bootstrapUndefined, ["count": .count(undefined), "samples": .count(settings.samples)])] : []
    (self.settings, self.level) = (settings, level)
  }

  /// How often each study is drawn in the samples of a range.
  private static func counts(_ range: Range<Int>, k: Int, seed: UInt64) -> [UInt16] {
    var counts = [UInt16](repeating: 0, count: range.count * k)
    for (sample, number) in range.enumerated() {
      var generator = CounterGenerator(seed: seed, stream: UInt64(number))
      for _ in 0..<k {
        let at = sample * k + generator.below(k)
        if counts[at] < .max { counts[at] += 1 }
      }
    }
    return counts
  }

  /// Estimates drawn from the model for the samples of a range.
  private static func estimates(
    _ range: Range<Int>, _ fitted: [Double], _ errors: [Double], seed: UInt64
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(range.count * fitted.count)
    for number in range {
      var generator = CounterGenerator(seed: seed, stream: UInt64(number))
      for (mean, error) in zip(fitted, errors) {
        let uniform = (Double(generator.next() >> 11) + 0.5) * 0x1p-53
        result.append(mean + error * Normal.standard.quantile(lowerTail: uniform))
      }
    }
    return result
  }
}

extension Bootstrap.Quantity {
  fileprivate init(
    term: String?, estimate: Double, standardError own: Double?, _ values: [Double], errors: [Double]?,
    jackknife: [Double]?, level: Double
  ) {
    self.init(term: term, estimate: estimate, values: BatchNumbers(values, count: values.count))
    let usable = values.filter { !$0.isNaN }
    guard usable.count > 1 else { return }
    let count = Double(usable.count)
    let mean = usable.reduce(0) { $0 + ($1 - estimate) } / count
    let squares = usable.reduce(0) { $0 + ($1 - estimate - mean) * ($1 - estimate - mean) }
    let error = (squares / (count - 1)).squareRoot()
    (bias, standardError) = (mean, error)
    let tail = (1 - level / 100) / 2
    let z = Normal.standard.quantile(upperTail: tail)
    normal = Interval(center: estimate - mean, halfWidth: z * error)
    let sorted = OrderStatistics(usable)
    let (low, high) = (sorted.quantile(tail), sorted.quantile(1 - tail))
    percentile = Interval(low, high)
    basic = Interval(2 * estimate - high, 2 * estimate - low)
    if let jackknife, let acceleration = Bootstrap.acceleration(jackknife) {
      bca = sorted.correctedInterval(around: estimate, acceleration: acceleration, normalQuantile: z)
    }
    if let errors, let own {
      let ratios = zip(values, errors).compactMap { value, error in
        error > 0 && !value.isNaN ? (value - estimate) / error : nil
      }
      guard ratios.count > 1 else { return }
      let sorted = OrderStatistics(ratios)
      studentized = Interval(
        estimate - sorted.quantile(1 - tail) * own, estimate - sorted.quantile(tail) * own)
    }
  }
}

extension Bootstrap {
  /// Σ L³/(6 (Σ L²)^{3/2}) with L the mean of the jackknife's values less each; `nil` where one is undefined or all equal.
  fileprivate static func acceleration(_ values: [Double]) -> Double? {
    guard !values.contains(where: \.isNaN) else { return nil }
    let origin = values[0]
    let mean = values.reduce(0) { $0 + ($1 - origin) } / Double(values.count)
    let (squares, cubes) = values.reduce((0.0, 0.0)) { sums, value in
      let l = mean - (value - origin)
      return (sums.0 + l * l, sums.1 + l * l * l)
    }
    guard squares > 0 else { return nil }
    return cubes / (6 * squares * squares.squareRoot())
  }
}

extension NoteKind {
  /// Some samples do not identify the model.
  static let bootstrapUndefined = NoteKind(
    "bootstrap.undefined", .warning,
    "{count} of {samples} samples leave a coefficient undefined, since the studies drawn do not identify it; they are "
      + "left out of its figures")
}
