import MetaAnalysis

/// What stands under a bubble plot: how much data, what the line is an average over, and the model.
struct BubbleCaption {
  let fit: Fit
  let moderator: String
  let curves: BubbleCurves

  /// One sentence a line.
  var lines: [String] {
    [data + (averages.map { "; \($0)" } ?? ""), interactions].compactMap(\.self) + FitSentences(fit: fit).footer
  }

  /// `16 estimates from 11 studies`.
  private var data: String {
    let labels = fit.studies.filter(\.isUsed).map(\.study)
    let names = labels.compactMap(\.self)
    let studies = Set(names).count
    guard names.count == labels.count, studies < labels.count else { return counted(fit.k, "estimate") }
    return "\(counted(fit.k, "estimate")) from \(studies == 1 ? "1 study" : "\(studies) studies")"
  }

  /// `others averaged over the estimates: year at its mean, design by the shares of its levels`.
  private var averages: String? {
    let parts = curves.averaged.map { name in
      fit.design.recipe?.levels[name] == nil
        ? "\(name.replacingUnderscores) at its mean"
        : "\(name.replacingUnderscores) by the shares of its levels"
    }
    return parts.isEmpty ? nil : "averaged over them: " + parts.joined(separator: ", ")
  }

  /// Which interactions the drawing shows, and which it averages.
  private var interactions: String? {
    let name = moderator.replacingUnderscores
    var sentences: [String] = []
    if let split = curves.split {
      sentences.append(
        "one line for each level of \(split.replacingUnderscores), with which \(name) interacts, over the values of its studies"
      )
    }
    if !curves.hidden.isEmpty {
      let partners = enumerated(curves.hidden.map(\.replacingUnderscores))
      sentences.append(
        "\(name) interacts with \(partners): the mean shown is an average, and differs with \(partners)")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: "; ").capitalizedFirst
  }
}
