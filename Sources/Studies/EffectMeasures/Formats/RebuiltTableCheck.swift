import Distributions
import StudyRecords

extension NoteKind {
  /// A rebuilt table of whole people has another statistic than the one printed.
  public static let rebuiltTableApart = NoteKind(
    "effect.table-apart", .warning,
    "the table rebuilt from {source} has the cells {cells}, whose {statistic} is {rebuilt}, not {printed} by any rounding of what "
      + "is printed: it may be adjusted or of other people than the margins; use the row's estimate with its interval if "
      + "there is one")
}

/// The statistic of a table that was put together again, beside the printed one it was made from.
struct RebuiltTableCheck {
  /// What was printed: its role, and the statistic in words.
  let role: Role
  let statistic: String
  /// The statistic of the rebuilt cells, without sign for χ² and p; infinite where it is.
  let rebuilt: Double

  /// - Parameters:
  ///   - format: A format that puts a table together again.
  ///   - cells: The cells that came of it: `ai`, `bi`, `ci` and `di`.
  ///   - fromP: Whether a p value was printed and no χ².
  init?(_ format: StudyFormat, _ cells: [Role: Double], fromP: Bool) {
    guard format.rebuildsTable, let a = cells[.ai], let b = cells[.bi], let c = cells[.ci], let d = cells[.di]
    else { return nil }
    let determinant = a * d - b * c
    let total = a + b + c + d
    let scale = ((a + b) * (c + d)).squareRoot() * ((a + c) * (b + d)).squareRoot()
    switch format {
    case .tableFromOddsRatio:
      (role, statistic, rebuilt) = (.est, "odds ratio", a * d / (b * c))
    case .tableFromPhi:
      (role, statistic, rebuilt) = (.ri, "φ", determinant / scale)
    default:
      // Yates' correction takes N/2 from |ad − bc|, and never more than all of it.
      let correction = format == .tableFromYates ? total / 2 : 0
      let root = max(0, determinant.magnitude - correction) / scale
      let chiSquared = total * root * root
      role = fromP ? .pi : .chi2
      statistic = fromP ? "p value" : "χ²"
      rebuilt = fromP ? 2 * Normal.standard.upperTail(chiSquared.squareRoot()) : chiSquared
    }
  }

  /// Whether the rebuilt statistic lies farther from the printed one than half a unit of its last decimal.
  func isApart(from printed: Double, halfUnit: Double) -> Bool {
    let printed = role == .chi2 || role == .pi ? printed.magnitude : printed
    let slack = 1e-9 * max(printed.magnitude, halfUnit)
    return !((rebuilt - printed).magnitude <= halfUnit + slack)
  }
}

extension MixedEffects {
  /// The note on a table at a position whose statistic is not the one printed there; `nil` for one that rounds to it.
  func note(onTable cells: [Role: Double], from format: StudyFormat, at position: Int) -> Note? {
    let fromP = number(.chi2, position).isNaN || number(.sign, position).isNaN
    guard let check = RebuiltTableCheck(format, cells, fromP: fromP) else { return nil }
    let printed = number(check.role, position)
    let name = plans.names[check.role]
    let text = name.flatMap { table[$0]?.texts[position] } ?? numberText(printed)
    guard check.isApart(from: printed, halfUnit: WrittenNumber(text).halfUnit) else { return nil }
    let whole = [Role.ai, .bi, .ci, .di].compactMap { cells[$0].map(plain) }
    return Note(
      .rebuiltTableApart, row: position + 1, study: labels[position], column: name,
      [
        "source": .text("\(check.role.place(name)) \(text)"), "cells": .text(enumerated(whole)),
        "statistic": .text(check.statistic),
        "rebuilt": check.rebuilt.isFinite ? .number(check.rebuilt) : .text("infinite"),
        "printed": .text(text),
      ])
  }
}
