import MetaAnalysis

/// The keys of an analysis file, section by section: what the decoder takes and the JSON Schema describes.
public enum AnalysisKeys {
  /// A key and what it says.
  public struct Key: Hashable, Sendable {
    /// The key.
    public let name: String
    /// What it says, in a sentence.
    public let meaning: String

    /// A key and what it says.
    public init(name: String, meaning: String) {
      self.name = name
      self.meaning = meaning
    }

    init(_ name: String, _ meaning: String) { self.init(name: name, meaning: meaning) }
  }

  /// The whole file.
  public static let file: [Key] =
    [
      Key("schema", "the version of this format: tutti.analysis/1"),
      Key("title", "what the analysis is about, in one line"),
      Key("source", "where it was published"),
      Key("note", "a remark"),
      Key("data", "the study records: a file, a bundled data set, or the data themselves"),
      Key("columns", "which column plays which role"),
      Key("rows", "a condition that says which rows are used"),
      Key("compute", "new columns by name, each an expression over the rows used"),
      Key("measure", "code of the effect measure; without it the data state yi with vi or sei"),
      Key("conventions", "the profile, and choices that replace its own"),
      Key("model", "how the studies are pooled"),
      Key("moderators", "formula of the moderators in R's notation"),
      Key("subgroups", "how the studies are split into groups"),
      Key("predict", "moderator values at which predictions are wanted"),
    ] + QuestionKey.allCases.map { Key($0.rawValue, $0.meaning) } + [
      Key("dose", "how much is enough: which doses reach which effects, by models of the effect on the dose"),
      Key("diagnostics", "what else to look at: leave-one-out, cumulative"),
      Key("sensitivity", "choices to vary, each with a list of values; every combination is run"),
      Key("plot", "how the forest plot is worded"),
      Key("expect", "the printed numbers"),
      Key("origin", "in results: the file that was run first"),
    ]

  /// `source`.
  public static let source: [Key] = [
    Key("citation", "the reference"), Key("doi", "digital object identifier without a resolver"),
    Key("where", "page, table or figure"), Key("url", "where it can be read"),
  ]

  /// `data`.
  public static let data: [Key] = [
    Key("path", "a CSV or TSV file, relative to the analysis file"),
    Key("dataset", "the name of a bundled data set"),
    Key("columns", "the columns themselves, each a list of cells"),
    Key("csv", "the table itself as CSV"),
    Key("sha256", "the SHA-256 digest of the data; other data are refused"),
    Key("name", "what messages call the data"),
  ]

  /// `subgroups`.
  public static let subgroups: [Key] = [
    Key("by", "the column that names the groups"), Key("tau2", "separate or common"),
    Key("order", "order of the groups: appearance or label"),
    Key("overall", "when all studies are pooled together: unless-shared, always or never"),
  ]

  /// `dose`.
  public static let dose: [Key] = [
    Key("column", "the column with the doses"),
    Key("targets", "the effects to reach, on the scale people read"),
    Key("analysis-scale", "whether the targets are on the analysis scale"),
    Key("benefit", "which effects are better: lower or higher; by default the sign of the target says so"),
    Key("models", "forms of the curve: linear, logarithmic, quadratic, spline; all by default"),
    Key("knots", "knots of the spline, 3 to 7"),
    Key("moderators", "further moderators, held at their means"),
    Key("samples", "bootstrap samples for curves; 0 for none"),
    Key("seed", "where the bootstrap's random numbers start"),
  ]

  /// `dose` of a printed number.
  public static let dosePart: [Key] = [
    Key("target", "the effect to reach, one of the targets"), Key("model", "the form of the curve"),
  ]

  /// `plot`.
  public static let plot: [Key] = [
    Key("groups", "names of the two groups"), Key("favours", "whom the two sides of the axis favour"),
  ]

  /// An element of `expect`.
  public static let expectation: [Key] = [
    Key("quantity", "what is printed"),
    Key("printed", "the number as printed, in quotes; two for an interval"),
    Key("scale", "the scale it is printed on"),
    Key("term", "the coefficient or the term it belongs to"), Key("subgroup", "the group it belongs to"),
    Key("study", "the study it belongs to, by its label"), Key("row", "the study it belongs to, by its row"),
    Key("at", "the moderator values of the prediction it is"),
    Key("prediction", "the prediction it is, by its position in 'predict'"),
    Key("contrast", "the hypothesis about the coefficients it belongs to, or several tested together"),
    Key("compare", "the formula of the model it belongs to, or that this model is tested against"),
    Key("dose", "the target, the model of the dose, or both, that it belongs to"),
    Key("adjusted-mean", "the factor and its level whose adjusted mean it is"),
    Key("with", "choices in which this number's analysis differs from the file's"),
    Key("without", "the study that this number's analysis leaves out"),
    Key("tolerance", "how far off the number may be, and why"),
    Key("misprint", "what should have been printed, and how it is known"),
    Key("where", "page, table or figure"), Key("note", "a remark"),
  ]

  /// `tolerance`.
  public static let tolerance: [Key] = [
    Key("absolute", "how far off the number may be, on the printed scale"), Key("reason", "why"),
  ]

  /// `misprint`.
  public static let misprint: [Key] = [
    Key("correct", "what should have been printed"), Key("reason", "how it is known"),
  ]

  /// `origin`.
  public static let origin: [Key] = [Key("file", "its name"), Key("sha256", "the SHA-256 digest of its bytes")]
}

extension AnalysisKeys {
  /// Where a key belongs that stands in the wrong section: `under 'model'`; `nil` for keys of no section.
  static func home(of key: String) -> String? {
    func under(_ section: String) -> String { "under '\(section)'" }
    if file.contains(where: { $0.name == key }) { return "at the top of the file, not in a section" }
    if ModelKey(rawValue: key) != nil { return under("model") }
    if ConventionKey(rawValue: key) != nil || key == "profile" { return under("conventions") }
    if Role(rawValue: key) != nil { return under("columns") }
    if key == "by" { return under("subgroups") }
    if Quantity(rawValue: key) != nil || expectation.contains(where: { $0.name == key }) {
      return under("expect")
    }
    return nil
  }
}
