import MetaAnalysis

/// A number, or the two ends of an interval, that a publication prints, and what the analysis must give for it.
public struct Expectation: Hashable, Sendable {
  /// What is printed.
  public var quantity: Quantity
  /// Of which part of the analysis.
  public var target: Target
  /// The numbers as printed: one, or the lower and the upper end of an interval.
  public var printed: [PrintedNumber]
  /// The scale they are printed on.
  public var scale: PrintedScale
  /// How far off the computed number may be, and why.
  public var tolerance: Tolerance?
  /// The numbers that should have been printed, and why it is known.
  public var misprint: Misprint?
  /// The choices in which this number's analysis differs from the file's.
  public var settings: [AnalysisSetting]
  /// The study that this number's analysis leaves out.
  public var without: String?
  /// Page, table or figure.
  public var source: String?
  /// A remark.
  public var note: String?
  /// Where it stands in the file.
  public var place: FilePlace

  /// A printed number.
  public init(
    _ quantity: Quantity, of target: Target = .model, printed: [PrintedNumber], scale: PrintedScale = .analysis,
    tolerance: Tolerance? = nil, misprint: Misprint? = nil, settings: [AnalysisSetting] = [],
    without: String? = nil, source: String? = nil, note: String? = nil, place: FilePlace = .start
  ) {
    self.quantity = quantity
    self.target = target
    self.printed = printed
    self.scale = scale
    self.tolerance = tolerance
    self.misprint = misprint
    self.settings = settings
    self.without = without
    self.source = source
    self.note = note
    self.place = place
  }

  /// The part of an analysis that a number belongs to.
  public enum Target: Hashable, Sendable {
    /// The model: the pooled effect, or what belongs to all studies together.
    case model
    /// A coefficient.
    case term(String)
    /// A group of studies.
    case subgroup(String)
    /// A study by its label.
    case study(String)
    /// A study by its row in the data, from 1.
    case row(Int)
    /// A prediction at moderator values.
    case at(ModeratorValues)
    /// A prediction of the analysis by its position, from 1.
    case prediction(Int)
    /// A linear hypothesis about the coefficients, or several tested together.
    case contrast([String])
    /// The model of another formula beside this one.
    case comparison(String)
    /// The adjusted mean of a factor's level.
    case adjustedMean(ModeratorValues)
    /// The dose that reaches a target by a model of the dose, or that model; without a name the best of them.
    case dose(target: Double?, model: DoseShape?)
  }

  /// How far off a computed number may be.
  public struct Tolerance: Hashable, Sendable {
    /// On the printed scale.
    public var absolute: Double
    /// Why.
    public var reason: String

    /// A tolerance with its reason.
    public init(absolute: Double, reason: String) {
      self.absolute = absolute
      self.reason = reason
    }
  }

  /// A printed number that is known to be wrong.
  public struct Misprint: Hashable, Sendable {
    /// What should have been printed, one for each printed number.
    public var correct: [PrintedNumber]
    /// How it is known.
    public var reason: String

    /// A misprint with its reason.
    public init(correct: [PrintedNumber], reason: String) {
      self.correct = correct
      self.reason = reason
    }
  }

  /// The single numbers that it consists of, each with its own quantity.
  public var numbers: [(quantity: Quantity, printed: PrintedNumber, correct: PrintedNumber?)] {
    guard let ends = quantity.ends, printed.count == 2 else {
      return printed.prefix(1).map { (quantity, $0, misprint?.correct.first) }
    }
    return [
      (ends.lower, printed[0], misprint?.correct.first),
      (ends.upper, printed[1], misprint.flatMap { $0.correct.count > 1 ? $0.correct[1] : nil }),
    ]
  }
}
