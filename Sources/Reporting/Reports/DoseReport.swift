import MetaAnalysis
import Plotting

/// A dose analysis with everything that led to it, from which the JSON, the tables and the text are made.
public struct DoseReport: Reportable, Sendable {
  /// The result.
  public var result: DoseResult
  /// The data it comes from.
  public var input: InputSummary
  /// The choices that moved the effect sizes.
  public var options: EffectOptions
  /// The conventions the analysis started from, for example `tutti@1`.
  public var profile: String?

  /// What was noticed on the way.
  public var notes: [Note] { result.notes }

  /// A report on a dose analysis.
  public init(
    result: DoseResult, input: InputSummary, options: EffectOptions = .init(), profile: String? = nil
  ) {
    self.result = result
    self.input = input
    self.options = options
    self.profile = profile
  }

  /// The doses needed as a table: one row for each target and model.
  public var csv: String {
    let header = [
      "target", "target_natural", "direction", "model", "reach", "dose", "ci_shape", "ci_lower", "ci_upper",
      "ci_method", "bootstrap_samples", "never_reached", "at_lowest",
    ]
    var writer = CSVWriter()
    for name in header { writer.append(text: name) }
    writer.endRow()
    for (index, target) in result.analysis.targets.enumerated() {
      for model in result.models {
        let needed = model.needed[index]
        writer.append(number: target.effect)
        writer.append(number: result.backTransform(target.effect))
        writer.append(text: target.direction.rawValue)
        writer.append(text: model.shape.rawValue)
        writer.append(text: needed.reach.rawValue)
        writer.append(number: needed.dose)
        writer.append(text: needed.confidence?.shape)
        writer.append(number: needed.confidence?.ends?.lower)
        writer.append(number: needed.confidence?.ends?.upper)
        writer.append(text: needed.method)
        writer.append(text: needed.bootstrap.map { String($0.samples) })
        writer.append(number: needed.bootstrap?.neverReached)
        writer.append(number: needed.bootstrap?.atLowest)
        writer.endRow()
      }
    }
    return writer.text
  }
}
