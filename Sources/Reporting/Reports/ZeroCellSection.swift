import MetaAnalysis
import Plotting

/// The sensitivity table of zero cells as a part of a fit's report.
public struct ZeroCellSection: FitSection {
  /// The result.
  public var sensitivity: ZeroCellSensitivity

  /// A section from its result.
  public init(_ sensitivity: ZeroCellSensitivity) { self.sensitivity = sensitivity }

  /// The member's name.
  public let key = "zero_cell_sensitivity"
  /// What the variants say together.
  public var notes: [Note] { sensitivity.notes }

  /// All variants, those without a number with their reason.
  public var json: JSONValue {
    .object([
      "studies": .integer(sensitivity.studies), "studies_with_zero": .integer(sensitivity.studiesWithZero),
      "double_zero_studies": .integer(sensitivity.doubleZeroStudies),
      "variants": .list(sensitivity.variants.map(member)),
    ])
  }

  private func member(_ variant: ZeroCellSensitivity.Variant) -> JSONValue {
    let coefficient = variant.coefficient
    let transform = sensitivity.backTransform
    return .object([
      "label": .text(variant.label), "method": .text(variant.method), "options": variant.options.json,
      "k": .integer(variant.k), "estimate": .number(coefficient?.estimate),
      "se": .number(coefficient?.standardError), "p_value": .number(coefficient?.pValue),
      "ci_lower": .number(coefficient?.interval?.lower), "ci_upper": .number(coefficient?.interval?.upper),
      "natural_estimate": .number(coefficient.map { transform($0.estimate) }),
      "natural_ci_lower": .number(coefficient?.interval.map { transform($0.lower) }),
      "natural_ci_upper": .number(coefficient?.interval.map { transform($0.upper) }),
      "tau2": .number(variant.tau2),
      "reason": .text(variant.reason),
    ])
  }

  /// One table, a row a variant.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let transform = sensitivity.backTransform
    var rounding = Rounding(decimals: decimals ?? (transform == .identity ? 3 : 2))
    rounding.startsAtZero = transform(-.infinity) == 0
    let columns = [
      ReportTable.Column(sensitivity.studiesWithZero > 0 ? "Treatment of zeros" : "Pooling", .left), .init("k"),
      .init(
        transform == .identity
          ? sensitivity.measure.code : sensitivity.measure.definition.naturalName),
      .init("Interval"), .init("p"),
      .init("τ²"),
    ]
    let rows = sensitivity.variants.map { variant -> [ReportTable.Cell] in
      guard let coefficient = variant.coefficient else {
        return [.text(variant.label), .empty, .text("not estimable"), .empty, .empty, .empty]
      }
      let interval =
        coefficient.standardError > 0
        ? rounding.cell(coefficient.interval?.mapped { transform($0) }) : .text("of no width")
      return [
        .text(variant.label), .text(variant.k.map(String.init) ?? ""),
        rounding.cell(transform(coefficient.estimate)),
        interval,
        coefficient.pValue.map { .text(NumberText.pValueText($0)) } ?? .empty,
        Rounding(decimals: 3).cell(variant.tau2),
      ]
    }
    let reasons = sensitivity.variants.compactMap { variant in
      variant.reason.map { "\(variant.label): \($0)" }
    }
    return [.table(ReportTable(heading: heading, columns: columns, rows: rows))]
      + (reasons.isEmpty ? [] : [.items(heading: "Not estimable, and why", reasons)])
  }

  /// `Sensitivity to zero cells: 3 of 6 studies with a zero, 2 of them with no events, or nothing but events, in both groups`.
  private var heading: String {
    let (all, some, double) = (
      sensitivity.studies, sensitivity.studiesWithZero, sensitivity.doubleZeroStudies
    )
    let title = "Sensitivity to the pooling of tables"
    guard some > 0 else { return "\(title): no zero in \(all == 1 ? "the study" : "\(all) studies")" }
    let both = "no events, or nothing but events, in both groups"
    let doubles = double == 0 ? "" : ", \(double) of them with \(both)"
    return "Sensitivity to zero cells: \(some) of \(all) studies with a zero\(doubles)"
  }
}

extension ZeroCellSensitivity.Variant {
  /// τ², `nil` for models without one.
  fileprivate var tau2: Double? {
    guard let fit = try? outcome.get(), fit.betaBinomial == nil else { return nil }
    guard fit.mixedModel.map({ !$0.model.isEqualEffects }) ?? fit.settings.heterogeneity.isRandom else {
      return nil
    }
    return fit.heterogeneity.tau2
  }

  /// Why there is no estimate, `nil` where there is one.
  fileprivate var reason: String? {
    switch outcome {
    case .success(let fit):
      fit.coefficients.isEmpty
        ? fit.notes.first { $0.kind.code == "pooling.not-estimable" }?.sentence
          ?? "the tables hold no information on the effect" : nil
    case .failure(let error): (error as? any AnalysisError)?.description ?? "\(error)"
    }
  }
}
