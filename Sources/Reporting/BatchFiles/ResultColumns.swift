import MetaBatch

/// The columns of a file of results, in the forms they are written in.
package enum ResultColumns {
  /// The numbers of each analysis, in their order.
  package static let numbers: [BatchColumn] = [
    .estimate, .se, .statistic, .pValue, .ciLower, .ciUpper, .tau2, .i2, .q, .qPValue, .piLower, .piUpper,
  ]

  /// The names in a text: the analysis's name where there is one, the number of studies used, the numbers, and the
  /// code of how it ended.
  package static func names(hasIDs: Bool) -> [String] {
    (hasIDs ? ["id"] : []) + ["k"] + numbers.map(\.rawValue) + ["status"]
  }

  /// The fields of a row of a NumPy table with their types: 104 bytes, every field at a multiple of its size.
  package static let fields: [(name: String, type: String)] =
    [("k", "<i4"), ("status", "<i4")] + numbers.map { ($0.rawValue, "<f8") }
}
