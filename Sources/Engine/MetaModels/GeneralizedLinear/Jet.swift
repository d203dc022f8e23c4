import RealModule

/// Four numbers, one a channel.
///
/// Plain fields instead of a SIMD type, whose generic operators are slow where nothing is optimized.
struct Quadruple: Hashable, Sendable {
  var a, b, c, d: Double

  static let zero = Quadruple(0, 0, 0, 0)

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

  subscript(channel: Int) -> Double {
    get {
      switch channel {
      case 0: a
      case 1: b
      case 2: c
      default: d
      }
    }
    set {
      switch channel {
      case 0: a = newValue
      case 1: b = newValue
      case 2: c = newValue
      default: d = newValue
      }
    }
  }

  /// x·u + y·v.
  static func combination(_ x: Double, _ u: Quadruple, _ y: Double, _ v: Quadruple) -> Quadruple {
    Quadruple(x * u.a + y * v.a, x * u.b + y * v.b, x * u.c + y * v.c, x * u.d + y * v.d)
  }
  static func + (u: Quadruple, v: Quadruple) -> Quadruple {
    Quadruple(u.a + v.a, u.b + v.b, u.c + v.c, u.d + v.d)
  }
  static func - (u: Quadruple, v: Quadruple) -> Quadruple {
    Quadruple(u.a - v.a, u.b - v.b, u.c - v.c, u.d - v.d)
  }
  static func * (u: Quadruple, x: Double) -> Quadruple { Quadruple(u.a * x, u.b * x, u.c * x, u.d * x) }
}

/// A number with its first derivatives in up to four quantities, carried along by the rules of calculus.
struct Jet {
  var value: Double
  var slope: Quadruple

  init(_ value: Double, _ slope: Quadruple = .zero) {
    self.value = value
    self.slope = slope
  }

  /// The quantity of that number itself.
  init(variable channel: Int, at value: Double) {
    self.value = value
    slope = .zero
    slope[channel] = 1
  }

  static func + (a: Jet, b: Jet) -> Jet { Jet(a.value + b.value, a.slope + b.slope) }
  static func + (a: Jet, b: Double) -> Jet { Jet(a.value + b, a.slope) }
  static func - (a: Jet, b: Jet) -> Jet { Jet(a.value - b.value, a.slope - b.slope) }
  static func * (a: Jet, b: Jet) -> Jet {
    Jet(a.value * b.value, .combination(b.value, a.slope, a.value, b.slope))
  }
  static func * (a: Double, b: Jet) -> Jet { Jet(a * b.value, b.slope * a) }
  static func += (a: inout Jet, b: Jet) { a = a + b }

  /// 1/a.
  var inverse: Jet {
    let inverse = 1 / value
    return Jet(inverse, slope * (-inverse * inverse))
  }
  /// √a.
  var squareRoot: Jet {
    let root = value.squareRoot()
    return Jet(root, slope * (0.5 / root))
  }
  /// log a.
  var logarithm: Jet { Jet(Double.log(value), slope * (1 / value)) }
  /// f(a) from f and f′ at the value.
  func mapped(_ value: Double, _ derivative: Double) -> Jet { Jet(value, slope * derivative) }
}
