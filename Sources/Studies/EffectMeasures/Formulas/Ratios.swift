import RealModule

/// `ab − cd` to within a few ulp even when the products nearly cancel (Kahan's fused form).
func differenceOfProducts(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  let product = c * d
  let difference = (-product).addingProduct(a, b)
  let error = product.addingProduct(-c, d)
  return difference + error
}

/// `ln(p/q)` to full relative accuracy when p and q are nearly equal; NaN when their signs differ.
func logRatio(_ p: Double, _ q: Double) -> Double {
  let ratio = p / q
  guard ratio > 0.5, ratio < 2 else { return ratio < 0 ? .nan : .log(ratio) }
  return .log(onePlus: (p - q) / q)
}

/// `ln(ab/(cd))` to full relative accuracy when the products are nearly equal, for numbers that are not negative.
func logRatioOfProducts(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  let ratio = (a / c) * (b / d)
  guard ratio > 0.5, ratio < 2 else { return .log(a / c) + .log(b / d) }
  return .log(onePlus: differenceOfProducts(a, b, c, d) / (c * d))
}

/// The mean of values under weights, over the pairs in which both are known; NaN when there is none.
func weightedMean(_ values: [Double], weights: [Double]) -> Double {
  var (sum, total) = (0.0, 0.0)
  for (value, weight) in zip(values, weights) where !value.isNaN && !weight.isNaN {
    sum += weight * value
    total += weight
  }
  return sum / total
}

/// The harmonic mean of the numbers that are known and positive; `nil` when there is none.
func harmonicMean(_ values: [Double]) -> Double? {
  let known = values.filter { $0 > 0 }
  return known.isEmpty ? nil : Double(known.count) / known.reduce(0) { $0 + 1 / $1 }
}
