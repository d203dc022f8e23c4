import MetaAnalysis

/// One printed number that is probably mistyped, or an interval whose ends are exchanged, all others being right.
public struct Misprint: Hashable, Sendable {
  /// What happened to the number on its way into print.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Its sign is missing or too much.
    case sign
    /// Its decimal point stands elsewhere, or is lost.
    case decimalPoint = "decimal-point"
    /// Two neighbouring digits have changed places.
    case transposedDigits = "transposed-digits"
    /// One digit is another.
    case wrongDigit = "wrong-digit"
    /// A digit before the decimal point is missing.
    case missingDigit = "missing-digit"
    /// A digit before the decimal point is too much.
    case extraDigit = "extra-digit"
    /// The square of the number is printed: a variance for its root.
    case square
    /// The square root of the number is printed.
    case root
    /// The ends of an interval have changed places.
    case endsExchanged = "ends-exchanged"
    /// Another number is printed.
    case other

    /// The kind in words.
    var words: String {
      switch self {
      case .sign: "the sign"
      case .decimalPoint: "the decimal point"
      case .transposedDigits: "two digits transposed"
      case .wrongDigit: "one digit"
      case .missingDigit: "a digit missing"
      case .extraDigit: "a digit too much"
      case .square: "its square"
      case .root: "its square root"
      case .endsExchanged: "the ends exchanged"
      case .other: "another number"
      }
    }
  }

  /// Which of the printed numbers it is, from 0.
  public var position: Int
  /// What the number is.
  public var name: String
  /// The number as printed.
  public var printed: String
  /// What would have been printed.
  public var correct: String
  /// The computed number on the printed scale.
  public var computed: Double
  /// What probably happened.
  public var kind: Kind
  /// Of an interval with its ends exchanged the position of the second end; `nil` otherwise.
  public var partner: Int?

  /// The printed numbers that it explains.
  public var positions: [Int] { [position] + (partner.map { [$0] } ?? []) }

  /// The misprint, as the end of "holds with …".
  public var description: String {
    "\(name) is a probable misprint: printed \(printed), computed \(correct) (\(kind.words))"
  }
}

extension Change {
  /// Whether it says that one of the printed numbers, by its position, is mistyped.
  package func isMisprint(of position: Int) -> Bool {
    if case .misprint(let misprint) = self { misprint.positions.contains(position) } else { false }
  }
}

extension CheckedAnalysis.Number {
  /// What may have happened to the printed number when everything else is right; `nil` where it holds or where the
  /// analysis has no such number.
  func misprint(position: Int, computed: Double?) -> Misprint? {
    guard expectation.misprint == nil, let computed, computed.isFinite, printed.value.isFinite,
      !verdict(on: computed).kind.isAcceptedByDefault
    else { return nil }
    // A percent sign that means a hundredth is left in place, so that the texts are alike.
    let isHundredth = printed.isPercent && !asRead(printed).isPercent
    let wanted = isHundredth ? 100 * computed : computed
    func found(_ kind: Misprint.Kind, _ correct: String) -> Misprint {
      Misprint(
        position: position, name: label, printed: printed.text,
        correct: printed.isPercent ? correct + "%" : correct, computed: computed, kind: kind)
    }
    guard let rounded = PrintedDigits(wanted, decimals: printed.decimals) else { return nil }
    guard printed.bound == nil else { return found(.other, rounded.text) }
    for (kind, other) in PrintedDigits(printed)?.slips ?? [] where other.holds(for: wanted) {
      return found(kind, other.text)
    }
    let isSquareOfPrinted = quantity == .se || quantity == .tau
    if isSquareOfPrinted, asRead(printed).verdict(of: computed * computed).kind == .holds {
      return found(.square, rounded.text)
    }
    if quantity == .vi || quantity == .tau2,
      asRead(printed).verdict(of: max(0, computed).squareRoot()).kind == .holds
    {
      return found(.root, rounded.text)
    }
    return found(.other, rounded.text)
  }
}

extension [CheckedAnalysis.Number] {
  /// The intervals among the numbers at some positions whose ends hold in each other's place, and in their own do not.
  func exchangedEnds(among positions: [Int], _ values: [Double?]) -> [Misprint] {
    var found: [Misprint] = []
    for first in positions {
      guard let interval = self[first].quantity.interval, interval.lower == self[first].quantity,
        let second = positions.first(where: { self[$0].isOtherEnd(interval.upper, of: self[first]) }),
        self[first].printed.text != self[second].printed.text, let computed = values[first],
        self[first].verdict(on: values[second]).kind == .holds,
        self[second].verdict(on: computed).kind == .holds
      else { continue }
      let (lower, upper) = (self[first].printed.text, self[second].printed.text)
      found.append(
        Misprint(
          position: first, name: self[first].intervalLabel, printed: "\(lower) to \(upper)",
          correct: "\(upper) to \(lower)", computed: computed, kind: .endsExchanged, partner: second))
    }
    return found
  }
}

extension CheckedAnalysis.Number {
  /// Whether it is the upper end of the interval of which another number is the lower one.
  fileprivate func isOtherEnd(_ upper: Quantity, of other: CheckedAnalysis.Number) -> Bool {
    quantity == upper && expectation.target == other.expectation.target
      && expectation.scale == other.expectation.scale && expectation.settings == other.expectation.settings
      && expectation.without == other.expectation.without && expectation.misprint == nil
      && other.expectation.misprint == nil
  }

  /// The label with the name of the interval instead of that of its end.
  fileprivate var intervalLabel: String {
    var whole = self
    if let interval = Quantity.allCases.first(where: { $0.ends?.lower == quantity }) {
      whole.quantity = interval
    }
    return whole.label
  }
}

extension Quantity {
  /// The ends of the interval that it is an end of; `nil` for all else.
  fileprivate var interval: (lower: Quantity, upper: Quantity)? {
    Quantity.allCases.lazy.compactMap(\.ends).first { $0.lower == self || $0.upper == self }
  }
}

/// The digits of a printed number, to be mistyped.
struct PrintedDigits: Hashable {
  var isNegative: Bool
  /// At least one before the decimal point.
  var digits: [Int]
  var decimals: Int

  private init(isNegative: Bool, digits: [Int], decimals: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.decimals = decimals
  }

  /// The digits of a number rounded to some decimals; `nil` beyond fifteen digits.
  init?(_ value: Double, decimals: Int) {
    guard (0...12).contains(decimals) else { return nil }
    let scaled = (value.magnitude * PrintedNumber.powerOfTen(decimals)).rounded()
    guard scaled < 1e15 else { return nil }
    var digits = String(Int(scaled)).compactMap(\.wholeNumberValue)
    while digits.count < decimals + 1 { digits.insert(0, at: 0) }
    self.init(isNegative: value < 0, digits: digits, decimals: decimals)
  }

  /// The digits of a printed number; `nil` for powers of ten.
  init?(_ printed: PrintedNumber) { self.init(printed.value, decimals: printed.decimals) }

  /// The number as it is printed.
  var text: String {
    let whole = digits.dropLast(decimals).map(String.init).joined()
    let fraction = digits.suffix(decimals).map(String.init).joined()
    return "\(isNegative ? "-" : "")\(whole)\(fraction.isEmpty ? "" : ".")\(fraction)"
  }

  /// Whether a number rounds to the digits.
  func holds(for computed: Double) -> Bool {
    (try? PrintedNumber(text))?.verdict(of: computed).kind == .holds
  }

  /// The digits that count: without zeros at the front.
  private var significant: Int { digits.count - digits.prefix { $0 == 0 }.count }

  /// Every other number of which this may be a mistyped one, with the slip. Numbers of one or two digits have few, since
  /// theirs would fit anything.
  var slips: [(Misprint.Kind, PrintedDigits)] {
    var slips: [(Misprint.Kind, PrintedDigits)] = []
    func add(_ kind: Misprint.Kind, _ change: (inout PrintedDigits) -> Void) {
      var copy = self
      change(&copy)
      while copy.digits.count < copy.decimals + 1 { copy.digits.insert(0, at: 0) }
      while copy.digits.count > copy.decimals + 1, copy.digits[0] == 0 { copy.digits.removeFirst() }
      if copy != self { slips.append((kind, copy)) }
    }
    if significant > 0 { add(.sign) { $0.isNegative.toggle() } }
    if significant >= 2 {
      for places in [1, -1, 2, -2] where decimals + places >= 0 {
        add(.decimalPoint) { $0.decimals += places }
      }
    }
    for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
      add(.transposedDigits) { $0.digits.swapAt(place, place + 1) }
    }
    guard significant >= 3 else { return slips }
    // The last digit is a matter of rounding.
    for place in digits.indices.dropLast() {
      for digit in 0...9 where digit != digits[place] { add(.wrongDigit) { $0.digits[place] = digit } }
    }
    let whole = digits.count - decimals
    for place in 0...whole {
      for digit in 0...9 where place > 0 || digit > 0 {
        add(.missingDigit) { $0.digits.insert(digit, at: place) }
      }
    }
    if whole > 1 { for place in 0..<whole { add(.extraDigit) { $0.digits.remove(at: place) } } }
    return slips
  }
}
