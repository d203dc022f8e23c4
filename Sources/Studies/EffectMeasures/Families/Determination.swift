import RealModule
import StudyRecords

/// The coefficient of determination R²; `mi` is the number of predictors.
enum Determination: String, CaseIterable, EffectMeasure {
  case raw = "R2"
  case fisher = "ZR2"
  case rawFixed = "R2F"
  case fisherFixed = "ZR2F"

  var kind: EffectKind { .determination }
  var questions: [EffectQuestion] { [.determination] }

  var details: MeasureDetails {
    let routes: [[Role]] = [[.r2i, .mi, .ni], [.fi, .mi, .ni]]
    let estimate = "R²; from an F value: m F/(m F + n - m - 1)"
    return switch self {
    case .raw:
      MeasureDetails(
        "coefficient of determination", routes: routes, formula: estimate,
        variances: [
          .init(.largeSample, "4R² (1-R²)²/n"),
          .init(.largeSample2, "4R² (1-R²)² (n-m-1)²/((n²-1)(n+3))"),
          .init(.average, "the first at the mean of R² weighted by n"),
          .init(.average2, "the second at the mean of R² weighted by n"),
        ],
        sources: [.olkinFinn1995], nullValue: nil)
    case .fisher:
      MeasureDetails(
        "Fisher's z transformed multiple correlation", naturalName: "coefficient of determination",
        routes: routes, formula: "atanh(R)", variances: [.init(.largeSample, "1/n")],
        sources: [.olkinFinn1995], backTransform: .squaredHyperbolicTangent, nullValue: nil)
    case .rawFixed:
      MeasureDetails(
        "coefficient of determination, predictors fixed by design", routes: routes, formula: estimate,
        variances: [.init(.largeSample, "2R² (2-R²) (1-R²)²/n")], sources: [.cramer1987], nullValue: nil)
    case .fisherFixed:
      MeasureDetails(
        "Fisher's z transformed multiple correlation, predictors fixed by design",
        naturalName: "coefficient of determination", routes: routes, formula: "atanh(R)",
        variances: [.init(.largeSample, "(2-R²)/(2n)")], sources: [.cramer1987],
        backTransform: .squaredHyperbolicTangent, nullValue: nil)
    }
  }

  func range(of role: Role) -> InputRange { role == .mi ? .size : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let shares = studies.map(share)
    let mean = weightedMean(shares, weights: studies[.ni])
    return zip(studies, shares).map { study, share in
      let (m, n) = (study[.mi], study[.ni])
      if n - m <= 1 {
        return .none(.undefined(reason: "the sample must exceed the number of predictors (mi) by more than 1"))
      }
      switch self {
      case .raw: break
      case .fisher: return RawEffect(.atanh(share.squareRoot()), 1 / n)
      // The delta method for a/(a + b), a noncentral chi-square with noncentrality n R²/(1-R²) over b.
      case .rawFixed: return RawEffect(share, 2 * share * (2 - share) * (1 - share) * (1 - share) / n)
      case .fisherFixed: return RawEffect(.atanh(share.squareRoot()), (2 - share) / (2 * n))
      }
      let at = [.average, .average2].contains(conventions.vtype) ? mean : share
      let base = 4 * at * (1 - at) * (1 - at)
      let second = [.largeSample2, .average2].contains(conventions.vtype)
      let rest = n - m - 1
      return RawEffect(share, second ? base * rest * rest / ((n * n - 1) * (n + 3)) : base / n)
    }
  }

  private func share(_ study: RawStudy) -> Double {
    let explained = study[.mi] * study[.fi]
    return study.first(study[.r2i], explained / (explained + study[.ni] - study[.mi] - 1))
  }
}

extension Source {
  fileprivate static let cramer1987 = Source("Cramer", 1987, doi: "10.1016/0304-4076(87)90027-3")
  fileprivate static let olkinFinn1995 = Source("Olkin & Finn", 1995, doi: "10.1037/0033-2909.118.1.155")
}

extension Measure {
  /// R2: the coefficient of determination.
  public static let determination = Measure(Determination.raw)
}
