import MetaAnalysis

/// An analysis as its file states it: data, every choice, and the numbers that a publication prints.
///
/// The value is complete: with the data it names, ``PreparedAnalysis`` computes every number. Schema `tutti.analysis/1`;
/// `Documentation/analysis-file.md` explains each member.
public struct Analysis: Hashable, Sendable {
  /// The schema of analysis files.
  public static let schema = "tutti.analysis/1"

  /// What it is about, in one line.
  public var title: String?
  /// Where it was published.
  public var source: Publication?
  /// A remark.
  public var note: String?
  /// The study records.
  public var data: DataSource
  /// Which column plays which role.
  public var columns: ColumnMapping
  /// Which rows are used, `nil` for all.
  public var rows: RowExpression?
  /// New columns, computed from the rows used, in order.
  public var computed: [ComputedColumn]
  /// The effect measure; `nil` for estimates that the data state.
  public var measure: Measure?
  /// The name of the profile whose conventions are the base.
  public var profile: String
  /// The conventions that replace those of the profile, by key.
  public var overrides: [ConventionKey: String]
  /// How the studies are pooled, as far as conventions do not say.
  public var model: ModelRequest
  /// The moderators' formula.
  public var moderators: String?
  /// How studies are split into groups.
  public var subgroups: SubgroupRequest?
  /// Where predictions are wanted.
  public var predictions: [ModeratorValues]
  /// What is asked of the model beyond its coefficients.
  public var questions: ModelQuestions
  /// Which doses are asked for, `nil` for none.
  public var dose: DoseRequest?
  /// Further questions about what the result rests on.
  public var diagnostics: [Diagnostic]
  /// The choices to vary, each with its values, in order.
  public var sensitivity: [SensitivityAxis]
  /// How the forest plot is worded.
  public var plot: PlotWording
  /// The printed numbers.
  public var expectations: [Expectation]
  /// The file it was read from.
  public var file: AnalysisFile
  /// Where its parts stand in the file.
  public var places: AnalysisPlaces
  /// The name of the file that was run first, for an analysis repeated from a result.
  public var originName: String?

  /// An analysis of data, under the conventions of `tutti@1`.
  public init(data: DataSource, measure: Measure? = nil, file: AnalysisFile = .init(path: "analysis")) {
    self.data = data
    self.measure = measure
    self.file = file
    columns = ColumnMapping()
    computed = []
    profile = Profile.tutti1.name
    overrides = [:]
    model = ModelRequest()
    predictions = []
    questions = ModelQuestions()
    diagnostics = []
    sensitivity = []
    plot = PlotWording()
    expectations = []
    places = AnalysisPlaces()
  }
}

/// Where an analysis was published.
public struct Publication: Hashable, Sendable {
  /// The reference as a list of literature would print it.
  public var citation: String?
  /// Digital object identifier without a resolver.
  public var doi: String?
  /// Page, table or figure.
  public var place: String?
  /// Where it can be read.
  public var url: String?

  /// A publication.
  public init(citation: String? = nil, doi: String? = nil, place: String? = nil, url: String? = nil) {
    self.citation = citation
    self.doi = doi
    self.place = place
    self.url = url
  }
}

/// The study records of an analysis.
public struct DataSource: Hashable, Sendable {
  /// Where they come from.
  public enum Origin: Hashable, Sendable {
    /// A CSV or TSV file; a relative path starts at the folder of the analysis file.
    case path(String)
    /// A bundled data set.
    case dataset(String)
    /// Columns written out in the analysis file.
    case columns([StudyTable.Column])
    /// CSV written out in the analysis file.
    case csv(String)
  }

  /// Where they come from.
  public var origin: Origin
  /// The SHA-256 digest of the bytes, in hexadecimal; checked where given.
  public var sha256: String?
  /// What the data are called; by default after their file, or after the analysis.
  public var name: String?
  /// The bundled data set that a CSV written out was copied from.
  public var dataset: String?
  /// Where they stand in the analysis file.
  public var place: FilePlace

  /// Study records.
  public init(
    _ origin: Origin, sha256: String? = nil, name: String? = nil, dataset: String? = nil,
    place: FilePlace = .start
  ) {
    self.origin = origin
    self.sha256 = sha256
    self.name = name
    self.dataset = dataset
    self.place = place
  }
}

/// A column computed from others.
public struct ComputedColumn: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// What its cells are.
  public var expression: RowExpression

  /// A column computed from others.
  public init(name: String, expression: RowExpression) {
    self.name = name
    self.expression = expression
  }
}

/// How studies are split into groups.
public struct SubgroupRequest: Hashable, Sendable {
  /// The column that names the groups.
  public var by: String
  /// Whether each group has its own τ².
  public var tau2: SubgroupTau2
  /// The order of the groups.
  public var order: SubgroupOrder
  /// When all studies are pooled together.
  public var overall: SubgroupOverall

  /// Groups by a column.
  public init(
    by: String, tau2: SubgroupTau2 = .separate, order: SubgroupOrder = .appearance,
    overall: SubgroupOverall = .unlessShared
  ) {
    self.by = by
    self.tau2 = tau2
    self.order = order
    self.overall = overall
  }
}

/// A further question about what a result rests on.
public enum Diagnostic: String, CaseIterable, Hashable, Sendable {
  /// The result without each study in turn.
  case leaveOneOut = "leave-one-out"
  /// The result as studies are added in the order of the data.
  case cumulative
}

/// A choice to vary.
public struct SensitivityAxis: Hashable, Sendable {
  /// The settings, one for each value of one choice.
  public var settings: [AnalysisSetting]

  /// A choice to vary.
  public init(settings: [AnalysisSetting]) { self.settings = settings }
}

/// How a forest plot is worded.
public struct PlotWording: Hashable, Sendable {
  /// The names of the two groups.
  public var groups: [String] = []
  /// Whom the two sides of the axis favour.
  public var favours: [String] = []

  /// The words of the measure.
  public init() {}
}

/// The file an analysis was read from.
public struct AnalysisFile: Hashable, Sendable {
  /// Its path as given; messages begin with it.
  public var path: String
  /// The SHA-256 digest of its bytes; of an analysis repeated from a result, that of the first file.
  public var sha256: String?

  /// A file.
  public init(path: String, sha256: String? = nil) {
    self.path = path
    self.sha256 = sha256
  }

  /// Its folder with a slash at the end; empty for the current one.
  public var folder: String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Its name without folders.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
