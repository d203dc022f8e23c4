import MetaModels
import RealModule

/// The likelihood in the plainest way: trapezoidal sums and golden sections.
struct PlainLikelihood {
  let tables: [(a: Double, n1: Double, c: Double, n2: Double)]
  let form: MixedModelForm

  init(_ columns: [String: [Double?]], _ form: MixedModelForm) {
    func column(_ name: String) -> [Double] { (columns[name] ?? []).map { $0 ?? 0 } }
    let (a, n1, c, n2) = (column("ai"), column("n1i"), column("ci"), column("n2i"))
    tables = a.indices.map { (a[$0], n1[$0], c[$0], n2[$0]) }.filter {
      $0.a + $0.c > 0 && $0.a + $0.c < $0.n1 + $0.n2
    }
    self.form = form
  }

  /// At an effect and its standard deviation; intercepts of the studies' own are maximized over.
  func logLikelihood(_ theta: Double, _ tau: Double) -> Double {
    tables.reduce(0) { $0 + study($1, theta, tau) }
  }

  /// With random intercepts of mean μ and standard deviation σ.
  func logLikelihood(_ theta: Double, _ tau: Double, _ mu: Double, _ sigma: Double) -> Double {
    tables.reduce(0) { sum, t in
      let binomials = logChoose(t.n1, t.a) + logChoose(t.n2, t.c)
      let value = logIntegral(sigma) { s in
        logIntegral(tau) { z in
          let eta = mu + sigma * s
          return logBinomial(t.a, t.n1, eta + theta + 0.5 * tau * z)
            + logBinomial(t.c, t.n2, eta - 0.5 * tau * z)
        }
      }
      return sum + binomials + value
    }
  }

  private func study(_ t: (a: Double, n1: Double, c: Double, n2: Double), _ theta: Double, _ tau: Double)
    -> Double
  {
    switch form {
    case .approximateConditional:
      let offset = Double.log(t.n1 / t.n2) + theta
      return logChoose(t.a + t.c, t.a) + integral(tau) { z in binomial(t.a, t.a + t.c, offset + tau * z) }
    case .exactConditional:
      let weights = hypergeometricWeights(t)
      return integral(tau) { z in
        let eta = theta + tau * z
        return 1 / weights.reduce(0) { $0 + Double.exp($1.log + $1.shift * eta) }
      }
    case .fixedStudies, .randomStudies:
      var (low, high) = (-12.0, 12.0)
      let golden = (5.0.squareRoot() - 1) / 2
      func value(_ alpha: Double) -> Double {
        integral(tau) { z in
          binomial(t.a, t.n1, alpha + theta + 0.5 * tau * z) * binomial(t.c, t.n2, alpha - 0.5 * tau * z)
        }
      }
      var (x, y) = (high - golden * (high - low), low + golden * (high - low))
      var (atX, atY) = (value(x), value(y))
      while high - low > 1e-6 {
        if atX > atY {
          (high, y, atY) = (y, x, atX)
          x = high - golden * (high - low)
          atX = value(x)
        } else {
          (low, x, atX) = (x, y, atY)
          y = low + golden * (high - low)
          atY = value(y)
        }
      }
      return logChoose(t.n1, t.a) + logChoose(t.n2, t.c) + value(0.5 * (low + high))
    }
  }

  private func integral(_ tau: Double, _ f: (Double) -> Double) -> Double {
    if tau == 0 { return Double.log(f(0)) }
    var sum = 0.0
    for step in -80...80 {
      let z = 0.1 * Double(step)
      sum += Double.exp(-0.5 * z * z) * f(z)
    }
    return Double.log(0.1 * sum / (2 * Double.pi).squareRoot())
  }

  /// The same in logarithms, with wider steps: the error is about exp(−2π²/0.2²) for functions as smooth as the density.
  private func logIntegral(_ deviation: Double, _ f: (Double) -> Double) -> Double {
    if deviation == 0 { return f(0) }
    let values = (-35...35).map { step -> Double in
      let z = 0.2 * Double(step)
      return f(z) - 0.5 * z * z
    }
    let top = values.max() ?? 0
    return top + Double.log(0.2 * values.reduce(0) { $0 + Double.exp($1 - top) } / (2 * Double.pi).squareRoot())
  }

  private func logBinomial(_ y: Double, _ n: Double, _ eta: Double) -> Double {
    y * eta - n * (max(eta, 0) + Double.log(1 + Double.exp(-abs(eta))))
  }

  private func logChoose(_ n: Double, _ k: Double) -> Double {
    Double.logGamma(n + 1) - Double.logGamma(k + 1) - Double.logGamma(n - k + 1)
  }

  /// A binomial probability without its binomial coefficient.
  private func binomial(_ y: Double, _ n: Double, _ eta: Double) -> Double {
    let (yes, no) = (Double.log(1 + Double.exp(-eta)), Double.log(1 + Double.exp(eta)))
    return Double.exp(-y * yes - (n - y) * no)
  }

  /// The probabilities of all tables with the same margins relative to this one, with no effect.
  private func hypergeometricWeights(
    _ t: (a: Double, n1: Double, c: Double, n2: Double)
  ) -> [(shift: Double, log: Double)] {
    let m = t.a + t.c
    let base = logChoose(t.n1, t.a) + logChoose(t.n2, t.c)
    return stride(from: max(0, m - t.n2), through: min(t.n1, m), by: 1).map { x in
      (x - t.a, logChoose(t.n1, x) + logChoose(t.n2, m - x) - base)
    }
  }
}
