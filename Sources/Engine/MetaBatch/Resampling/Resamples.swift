/// Samples of one analysis' rows, for a run of fits; each kind holds `count` samples one after the other.
package enum Resamples: Sendable {
  /// How often each row is taken, k numbers a sample.
  case counts([UInt16])
  /// The rows taken, a bit for each of at most 64.
  case subsets([UInt64])
  /// Which study's estimate and variance go to each row, k numbers a sample.
  case orders([Int32])
  /// The estimates' signs, +1 or −1, k numbers a sample.
  case signs([Int32])
  /// Other estimates in the place of those of the data, k numbers a sample.
  case estimates([Double])
}
