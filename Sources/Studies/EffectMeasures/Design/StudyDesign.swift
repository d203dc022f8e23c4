/// How a study assigned its people, as far as variances hang on it.
enum StudyDesign: Hashable {
  /// The same people, or matched ones, under both treatments.
  case crossover
  /// Different people under each.
  case parallel
  /// Different people under each, assigned by whole clusters.
  case cluster

  /// The words that a `design` column may hold, the usual spellings of each left out.
  static let codes = ["crossover", "paired", "within-subject", "parallel", "cluster"]

  /// The design that a word names in one of its usual spellings, in any case, with hyphens, blanks or neither.
  init?(_ word: String) {
    var letters = word.lowercased().filter(\.isLetter)
    for ending in ["trial", "study", "design", "rct", "groups", "group", "arms", "arm", "subjects", "persons"]
    where letters.hasSuffix(ending) && letters.count > ending.count {
      letters.removeLast(ending == "subjects" || ending == "persons" ? 1 : ending.count)
    }
    if letters.hasSuffix("randomised") { letters = letters.dropLast(10) + "randomized" }
    switch letters {
    case "crossover", "xover", "paired", "matched", "withinsubject", "withinperson", "within": self = .crossover
    case "parallel", "independent", "unpaired", "betweensubject", "betweenperson", "between": self = .parallel
    case "cluster", "clusterrandomized", "clusterparallel", "parallelcluster": self = .cluster
    default: return nil
    }
  }
}
