import StudyRecords

// 2×2 tables put together again from one statistic and their margins.

extension InputPreparation {
  /// The cells of a table with the margins n₁, n₂ and the events of both groups, by the statistic of a format.
  func rebuiltTable(_ format: StudyFormat) -> Outcome {
    for role in [Role.n1i, .n2i] where !InputRange.size.contains(self[role]) {
      return .fault(.impossible(role: role, value: self[role], rule: InputRange.size.rule))
    }
    for role in [Role.n1i, .n2i, .events] where self[role] != self[role].rounded() {
      return .fault(
        .impossible(
          role: role, value: self[role], rule: "a table is rebuilt of whole people, and needs whole margins"))
    }
    let total = self[.n1i] + self[.n2i]
    guard self[.events] > 0, self[.events] < total else {
      return .fault(
        .impossible(
          role: .events, value: self[.events],
          rule: "the events of both groups lie above 0 and below their \(plain(total)) people"))
    }
    let margins = ReconstructedTable.Margins(total: total, firstGroup: self[.n1i], events: self[.events])
    var table: ReconstructedTable?
    switch statistic(of: format) {
    case .fault(let fault): return .fault(fault)
    case .value(let value):
      switch format {
      case .tableFromOddsRatio: table = ReconstructedTable(oddsRatio: value, margins)
      case .tableFromPhi: table = ReconstructedTable(phi: value, margins)
      default:
        table = ReconstructedTable(
          chiSquared: value, continuityCorrected: format == .tableFromYates, margins)
      }
    case .p(let value):
      table = ReconstructedTable(p: value, continuityCorrected: format == .tableFromYates, margins)
    }
    guard let table else {
      return .fault(
        .undefined(
          reason: "no table of whole people has these margins and this statistic (format \(format.rawValue))"))
    }
    return .inputs([.ai: table.ai, .bi: table.bi, .ci: table.ci, .di: table.di])
  }

  private enum Statistic {
    case value(Double)
    case p(Double)
    case fault(RawEffect.Fault)
  }

  /// The statistic that a table is rebuilt from, a χ² with the sign of the association.
  private func statistic(of format: StudyFormat) -> Statistic {
    func checked(_ role: Role, _ isPossible: Bool, _ rule: String) -> Statistic {
      isPossible ? .value(self[role]) : .fault(.impossible(role: role, value: self[role], rule: rule))
    }
    switch format {
    case .tableFromOddsRatio:
      return checked(.est, self[.est] > 0 && self[.est].isFinite, "an odds ratio must be positive and finite")
    case .tableFromPhi:
      return checked(.ri, InputRange.correlation.contains(self[.ri]), InputRange.correlation.rule)
    default:
      if self[.chi2].isNaN || self[.sign].isNaN {
        let p = self[.pi]
        guard abs(p) > 0, abs(p) <= 1 else {
          return .fault(
            .impossible(
              role: .pi, value: p,
              rule: "a p value lies above 0 and not above 1, with a minus sign where the effect is"))
        }
        return .p(p)
      }
      guard InputRange.chiSquared.contains(self[.chi2]) else {
        return .fault(.impossible(role: .chi2, value: self[.chi2], rule: InputRange.chiSquared.rule))
      }
      guard self[.sign] != 0 else {
        return .fault(.impossible(role: .sign, value: self[.sign], rule: "it must be positive or negative"))
      }
      return .value(self[.sign] < 0 ? -self[.chi2] : self[.chi2])
    }
  }
}
