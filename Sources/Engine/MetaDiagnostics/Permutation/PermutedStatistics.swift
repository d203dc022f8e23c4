import MetaBatch
import MetaModels

/// The statistics of many arrangements: |z| or |t| of each coefficient and the omnibus statistic, through the batch
/// engine.
///
/// The design stays and the studies' (y, v) move, which is the same as the other way round. Whether an arrangement is
/// as extreme as the data is judged within 1.5e-8: every statistic is right to 1e-9 or better, whatever instruction set
/// computed it, so that arrangements equal to the data in exact arithmetic always count and no count hangs on rounding.
struct PermutedStatistics {
  /// Arrangements per round of fits; fixed, and only a matter of memory.
  static let roundSize = 1 << 15
  /// How far below the data's a statistic may lie and still count as extreme, relative to the larger of it and 1.
  static let tolerance = 1.5e-8

  private let model: RefitModel
  private let arrangements: Arrangements

  init(_ model: RefitModel, _ arrangements: Arrangements) {
    (self.model, self.arrangements) = (model, arrangements)
  }

  /// The statistics of the data, as those of the arrangements are computed.
  func observed() -> [Double] {
    let k = model.k
    let refits = model.refits(1) { _ in
      switch arrangements.scheme {
      case .signs: .signs([Int32](repeating: 1, count: k))
      case .rows: .orders((0..<k).map { Int32($0) })
      }
    }
    return (0...model.p).map { refits.size(0, $0) }
  }

  /// How many of the arrangements of a range are at least as extreme as the data, statistic by statistic; random ones
  /// with a seed, listed ones without.
  func count(_ range: Range<Int>, seed: UInt64?, against observed: [Double], threads: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: observed.count)
    let limits = observed.map { $0 - PermutedStatistics.tolerance * max(1, $0) }
    for first in stride(from: range.lowerBound, to: range.upperBound, by: PermutedStatistics.roundSize) {
      let size = min(PermutedStatistics.roundSize, range.upperBound - first)
      let refits = model.refits(size, threads: threads) { chunk in
        samples(chunk.lowerBound + first..<chunk.upperBound + first, seed: seed)
      }
      for i in 0..<size {
        for position in counts.indices
        where refits.size(i, position) >= limits[position] { counts[position] += 1 }
      }
    }
    return counts
  }

  private func samples(_ range: Range<Int>, seed: UInt64?) -> Resamples {
    let all = arrangements.samples(range, seed: seed)
    return if case .signs = arrangements.scheme { .signs(all) } else { .orders(all) }
  }
}

extension Arrangements {
  /// The arrangements of a range, k numbers each, made on several threads.
  func samples(_ range: Range<Int>, seed: UInt64?, threads: Int) -> [Int32] {
    let parts = stride(from: range.lowerBound, to: range.upperBound, by: 256).map {
      $0..<min($0 + 256, range.upperBound)
    }
    return Chunks.map(parts, threads: threads) { samples($0, seed: seed) }.flatMap(\.self)
  }

  /// The arrangements of a range, k numbers each: signs, or the study whose data go to each row.
  func samples(_ range: Range<Int>, seed: UInt64?) -> [Int32] {
    var (arrangement, all) = ([Int](repeating: 0, count: k), [Int32]())
    all.reserveCapacity(range.count * k)
    for number in range {
      if let seed {
        random(number, seed: seed, into: &arrangement)
      } else {
        listed(number, into: &arrangement)
      }
      for value in arrangement { all.append(Int32(truncatingIfNeeded: value)) }
    }
    return all
  }
}
