import RealModule
import StudyRecords

/// Cronbach's alpha and its transformations; `ai` is alpha, `mi` the number of items.
enum Reliability: String, CaseIterable, EffectMeasure {
  case raw = "ARAW"
  case hakstianWhalen = "AHW"
  case bonett = "ABT"

  var kind: EffectKind { .reliability }
  var questions: [EffectQuestion] { [.reliability] }

  var details: MeasureDetails {
    let routes: [[Role]] = [[.ai, .mi, .ni]]
    return switch self {
    case .raw:
      MeasureDetails(
        "coefficient alpha", routes: routes, formula: "α",
        variances: [.init(.largeSample, "2k (1-α)²/((k-1)(n-2)), k the number of items (mi)")],
        sources: [.bonett2002, Source("Bonett", 2010, doi: "10.1037/a0020142")], nullValue: nil)
    case .hakstianWhalen:
      MeasureDetails(
        "Hakstian-Whalen transformed coefficient alpha", naturalName: "coefficient alpha", routes: routes,
        formula: "1 - (1-α)^(1/3)",
        variances: [.init(.largeSample, "18k (n-1) (1-α)^(2/3)/((k-1)(9n-11)²)")],
        sources: [Source("Hakstian & Whalen", 1976, doi: "10.1007/BF02291840")],
        backTransform: .hakstianWhalen, nullValue: nil)
    case .bonett:
      MeasureDetails(
        "Bonett transformed coefficient alpha", naturalName: "coefficient alpha", routes: routes,
        formula: "-ln(1-α)", variances: [.init(.largeSample, "2k/((k-1)(n-2))")],
        sources: [.bonett2002], backTransform: .bonett, nullValue: nil)
    }
  }

  func range(of role: Role) -> InputRange {
    switch role {
    case .ai: .number
    case .mi: .size
    default: role.usualRange
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let (alpha, items, n) = (study[.ai], study[.mi], study[.ni])
      if alpha > 1 {
        return .none(.impossible(role: .ai, value: alpha, rule: "coefficient alpha cannot exceed 1"))
      }
      if items <= 1 { return .none(.undefined(reason: "alpha needs at least 2 items (mi)")) }
      if n <= 2 { return .none(.undefined(reason: "it needs more than 2 people")) }
      let share = items / (items - 1)
      switch self {
      case .raw: return RawEffect(alpha, 2 * share * (1 - alpha) * (1 - alpha) / (n - 2))
      case .hakstianWhalen:
        let root = Double.root(1 - alpha, 3)
        return RawEffect(
          -.expMinusOne(.log(onePlus: -alpha) / 3),
          18 * share * (n - 1) * root * root / ((9 * n - 11) * (9 * n - 11)))
      case .bonett: return RawEffect(-.log(onePlus: -alpha), 2 * share / (n - 2))
      }
    }
  }
}

extension Source {
  fileprivate static let bonett2002 = Source("Bonett", 2002, doi: "10.3102/10769986027004335")
}

extension Measure {
  /// ARAW: Cronbach's coefficient alpha.
  public static let coefficientAlpha = Measure(Reliability.raw)
}
