import MetaAnalysis

extension StudySlip {
  /// How a number in a cell can be another than the one that belongs there.
  public enum CellSlip: String, CaseIterable, Hashable, Sendable {
    /// Its sign is missing or too much.
    case sign = "sign"
    /// Its decimal point stands one place off.
    case decimalPoint = "decimal-point"
    /// Two neighbouring digits have changed places.
    case transposedDigits = "transposed-digits"
    /// One digit is another.
    case wrongDigit = "wrong-digit"
    /// The number of the same column one row above or below stands in its place.
    case neighbour
    /// A standard deviation is a standard error, in one group: cell · √n.
    case deviationIsError = "sd-is-se"
    /// A standard deviation was taken for a standard error in print, in one group: cell / √n.
    case errorIsDeviation = "se-is-sd"
    /// Those without the event are counted, in one group: n − cell.
    case nonEvents = "non-events"
  }
}

extension StudySlip.CellSlip {
  /// The slip in words.
  var words: String {
    switch self {
    case .sign: "the sign"
    case .decimalPoint: "the decimal point one place off"
    case .transposedDigits: "two digits transposed"
    case .wrongDigit: "one digit"
    case .neighbour: "the number of the row above or below"
    case .deviationIsError: "a standard error, times √n"
    case .errorIsDeviation: "divided by √n, as if it were a standard error"
    case .nonEvents: "those without the event"
    }
  }

  /// Whether it is common enough to be tried together with others.
  var isCommon: Bool { [.sign, .decimalPoint, .transposedDigits].contains(self) }

  /// Whether so many numbers come of it that some fit by chance; they are tried where no other single change will do.
  var isGuess: Bool { self == .wrongDigit || self == .neighbour }

  /// The numbers that a number becomes by this slip, as they would be written; none where they hang on other cells.
  /// - Parameter isCount: Whether a whole number stays one.
  func results(of number: Double, isCount: Bool = true) -> [Double] {
    switch self {
    case .sign: return number == 0 ? [] : [-number]
    case .decimalPoint:
      guard number != 0 else { return [] }
      let staysPossible = !isCount || !isWhole(number) || isWhole(number / 10)
      // By its digits, since 0.093 · 10 is no 0.93 in binary.
      let text = numberText(number)
      func shifted(_ places: Int) -> Double? {
        let parts = text.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        return parts.first.flatMap { parseNumber("\($0)e\(exponent + places)") }
      }
      return [shifted(1), staysPossible ? shifted(-1) : nil].compactMap(\.self).filter(\.isFinite)
    case .transposedDigits:
      var digits = Array(numberText(number))
      guard !digits.contains("e"), digits.count <= 12 else { return [] }
      var results: [Double] = []
      let places = digits.indices.filter { digits[$0].isNumber }
      for (first, second) in zip(places, places.dropFirst()) where digits[first] != digits[second] {
        digits.swapAt(first, second)
        if let value = parseNumber(String(digits)), value != number { results.append(value) }
        digits.swapAt(first, second)
      }
      return results
    case .wrongDigit:
      var digits = Array(numberText(number))
      guard !digits.contains("e"), digits.count <= 12 else { return [] }
      var results: [Double] = []
      // A last digit moves too little to be told from rounding.
      let places = digits.indices.filter { digits[$0].isNumber }
      for place in places.count > 1 ? places.dropLast() : places[...] {
        let own = digits[place]
        for digit in "0123456789" where digit != own {
          digits[place] = digit
          if let value = parseNumber(String(digits)) { results.append(value) }
        }
        digits[place] = own
      }
      return results
    case .neighbour, .deviationIsError, .errorIsDeviation, .nonEvents: return []
    }
  }

  private func isWhole(_ number: Double) -> Bool { number == number.rounded() }
}

extension TableEditor {
  /// The numbers that a cell becomes by a slip, of this table alone where it hangs on other cells.
  func results(of slip: StudySlip.CellSlip, _ role: Role, row: Int, rows: [Int]) -> [Double] {
    guard let numbers = column(role)?.numbers, let number = numbers[row] else { return [] }
    func size(_ roles: [Role: Role]) -> Double? { roles[role].flatMap { column($0)?.numbers?[row] } }
    let sizes: [Role: Role] = [.sd1i: .n1i, .sd2i: .n2i, .sdi: .ni]
    switch slip {
    case .neighbour:
      guard let place = rows.firstIndex(of: row) else { return [] }
      let near = [place - 1, place + 1].filter(rows.indices.contains).compactMap { numbers[rows[$0]] }
      return near.filter { $0 != number }
    case .deviationIsError: return size(sizes).map { [number * $0.squareRoot()] } ?? []
    case .errorIsDeviation: return size(sizes).flatMap { $0 > 0 ? [number / $0.squareRoot()] : nil } ?? []
    case .nonEvents: return size([.ai: .n1i, .ci: .n2i]).map { [$0 - number] } ?? []
    default: return slip.results(of: number, isCount: role.isCount)
    }
  }
}

extension Role {
  /// Whether its numbers are people or events.
  fileprivate var isCount: Bool {
    switch self {
    case .ai, .bi, .ci, .di, .n1i, .n2i, .ni, .xi, .x1i, .x2i: true
    default: false
    }
  }
}
