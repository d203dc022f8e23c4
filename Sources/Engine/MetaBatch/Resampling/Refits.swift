import MetaModels

/// What many fits of one model yielded, column by column; NaN where a number is undefined.
package struct Refits: Sendable {
  /// The number of fits.
  package let count: Int
  /// The number of coefficients of the model.
  package let p: Int
  /// Rows taken, copies counted.
  package private(set) var k: [Int32]
  /// Coefficients that could be estimated.
  package private(set) var rank: [Int32]
  /// The between-study variance.
  package private(set) var tau2: [Double]
  /// Q at τ² = 0.
  package private(set) var q: [Double]
  /// tr P at τ² = 0: k − p over the typical variance.
  package private(set) var trace: [Double]
  /// The Knapp–Hartung factor, 1 where the test has none.
  package private(set) var factor: [Double]
  /// The joint statistic of the tested coefficients, as the fit's test has it: χ², or F.
  package private(set) var omnibus: [Double]
  /// Coefficient j of fit i at i p + j.
  package private(set) var coefficients: [Double]
  /// Their variances, the factor included.
  package private(set) var variances: [Double]

  init(count: Int, p: Int) {
    (self.count, self.p) = (count, p)
    (k, rank) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
    tau2 = [Double](repeating: .nan, count: count)
    (q, trace, factor, omnibus) = (tau2, tau2, tau2, tau2)
    coefficients = [Double](repeating: .nan, count: count * p)
    variances = coefficients
  }

  /// Coefficient j of all fits.
  package func coefficient(_ j: Int) -> [Double] { (0..<count).map { coefficients[$0 * p + j] } }

  /// The residual degrees of freedom of a fit.
  package func degreesOfFreedom(_ i: Int) -> Int { Int(k[i] - rank[i]) }

  /// The variance of a coefficient's estimate under the test.
  package func standardError(_ i: Int, _ j: Int) -> Double { variances[i * p + j].squareRoot() }

  /// I² in percent and H² of a fit: from τ² and the typical variance, or from Q.
  package func inconsistency(_ i: Int, fromTau2: Bool) -> (i2: Double?, h2: Double?) {
    let df = Double(degreesOfFreedom(i))
    guard !q[i].isNaN, !tau2[i].isNaN else { return (nil, nil) }
    guard df > 0 else { return (0, 1) }
    if fromTau2 {
      let typical = df / trace[i]
      return (100 * tau2[i] / (tau2[i] + typical), 1 + tau2[i] / typical)
    }
    return (q[i] > 0 ? 100 * max(0, (q[i] - df) / q[i]) : 0, q[i] / df)
  }

  /// Lets `body` write all columns from several threads, each its own fits.
  mutating func withWriter(_ body: (RefitWriter) -> Void) {
    k.withUnsafeMutableBufferPointer { k in
      rank.withUnsafeMutableBufferPointer { rank in
        tau2.withUnsafeMutableBufferPointer { tau2 in
          q.withUnsafeMutableBufferPointer { q in
            trace.withUnsafeMutableBufferPointer { trace in
              factor.withUnsafeMutableBufferPointer { factor in
                omnibus.withUnsafeMutableBufferPointer { omnibus in
                  coefficients.withUnsafeMutableBufferPointer { coefficients in
                    variances.withUnsafeMutableBufferPointer { variances in
                      body(
                        RefitWriter(
                          k: k, rank: rank, tau2: tau2, q: q, trace: trace, factor: factor, omnibus: omnibus,
                          coefficients: coefficients, variances: variances))
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The columns of ``Refits`` while they are written; every thread writes the fits of its own chunks only.
struct RefitWriter: @unchecked Sendable {
  let k, rank: UnsafeMutableBufferPointer<Int32>
  let tau2, q, trace, factor, omnibus, coefficients, variances: UnsafeMutableBufferPointer<Double>
}
