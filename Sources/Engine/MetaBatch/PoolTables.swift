import CBatchKernels
import Distributions
import MetaModels
import Synchronization

/// What the kernels look up by an analysis' number of studies: one row of quantiles and coefficients for each.
///
/// Rows are made once for an engine, when a panel first needs them, and live as long as it does.
final class PoolTables: Sendable {
  typealias Row = UnsafePointer<Double>

  /// The rows made so far.
  private struct Rows: @unchecked Sendable {
    var list: [Row?] = []
  }

  /// Up to here all rows are made, beyond only those needed: a quantile takes microseconds.
  static let dense = 256

  private let model: BatchModel
  private let rows = Mutex(Rows())

  init(_ model: BatchModel) { self.model = model }

  deinit {
    rows.withLock { rows in
      for row in rows.list { row?.deallocate() }
    }
  }

  /// The rows for panels of so many studies, by number of studies; beyond ``dense`` those of the numbers needed.
  func rows(studies: Int, needed: () -> Set<Int>) -> [Row?] {
    let large = studies > PoolTables.dense ? needed() : []
    return rows.withLock { rows in
      let known = rows.list.count
      if known <= studies {
        rows.list += [Row?](repeating: nil, count: studies + 1 - known)
        for k in known..<(studies + 1) where k <= PoolTables.dense { rows.list[k] = row(k) }
      }
      for k in large where rows.list[k] == nil { rows.list[k] = row(k) }
      return rows.list
    }
  }

  /// The row of `k` studies.
  private func row(_ k: Int) -> Row {
    let row = UnsafeMutablePointer<Double>.allocate(capacity: Int(TUTTI_ROW_LENGTH))
    row.initialize(repeating: 0, count: Int(TUTTI_ROW_LENGTH))
    let tail = (1 - model.level / 100) / 2
    let normal = Normal.standard.quantile(upperTail: tail)
    func quantile(_ df: Int) -> Double {
      df > 0 ? StudentT(degreesOfFreedom: Double(df)).quantile(upperTail: tail) : .nan
    }
    let interval = model.test != .z && k > 1 ? quantile(k - 1) : normal
    let prediction: Double =
      if !model.method.isRandom || k < 2 { .nan } else {
        switch model.predictionInterval {
        case .test: interval
        case .simple: normal
        case .riley, .classicRiley: quantile(k - 2)
        case .t, .classicT: model.test != .z ? interval : quantile(k - 1)
        }
      }
    row[Int(TUTTI_ROW_QUANTILE)] = interval
    row[Int(TUTTI_ROW_PREDICTION)] = prediction
    if k > 1 {
      let df = Double(k - 1)
      tutti_student_row(df, StudentT(degreesOfFreedom: df).density(0), row)
    }
    return Row(row)
  }
}
