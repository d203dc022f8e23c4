/// Whether names come in ascending order: by their bytes, or with the digits in them taken as numbers (`rs9` before
/// `rs10`). A file keeps to one of the two; the names themselves show which.
///
/// One name that sorts too high would put all that follow it out of order. Where the next two names ascend from the one
/// before it, it is passed over instead: they are in order, and it is kept in mind, so that more rows of it are not.
struct NameOrder {
  /// A name and where it stands.
  struct Place: Hashable {
    var name: [UInt8]
    /// Counted from 0.
    var line: Int
  }

  /// A name that does not come behind the one before it.
  struct Fault: Hashable {
    var place: Place
    var before: Place
  }

  /// Names that came before others that they sort behind, and were passed over: at most ``mostEarly``.
  private(set) var early: [Place] = []
  /// The first name that is out of order.
  private(set) var firstFault: Fault?
  /// The names that are passed over at most; they are looked up at every further name.
  static let mostEarly = 8

  private var last = End()
  /// The end before the last name, while no name that was refused could be taken behind it.
  private var beforeLast: End?

  /// Takes the next name, on a line counted from 0, with the one after it; `false` when it stands where neither order puts
  /// it. Such a name is passed over.
  mutating func accepts(_ name: ArraySlice<UInt8>, line: Int, next: ArraySlice<UInt8>?) -> Bool {
    if let known = early.first(where: { $0.name.elementsEqual(name) }) {
      refuse(name, line, before: known)
      return false
    }
    if let end = last.followed(by: name, line) {
      (beforeLast, last) = (last, end)
      return true
    }
    guard let next, early.count < NameOrder.mostEarly, let end = beforeLast?.followed(by: name, line),
      last.followed(by: next, line) == nil, end.followed(by: next, line) != nil, let place = last.place
    else {
      refuse(name, line, before: last.place)
      beforeLast = nil
      return false
    }
    early.append(place)
    last = end
    return true
  }

  private mutating func refuse(_ name: ArraySlice<UInt8>, _ line: Int, before: Place?) {
    guard firstFault == nil, let before else { return }
    firstFault = Fault(place: Place(name: Array(name), line: line), before: before)
  }

  /// The last of some names in order, and the orders in which they may be.
  private struct End {
    /// `nil` before the first name.
    var place: Place?
    var mayBeBytes = true
    var mayBeNatural = true

    /// The end with one more name, `nil` where neither order puts it there.
    func followed(by name: ArraySlice<UInt8>, _ line: Int) -> End? {
      guard let place else { return End(place: Place(name: Array(name), line: line)) }
      let byBytes = mayBeBytes && place.name.lexicographicallyPrecedes(name)
      let byNumbers = mayBeNatural && naturallyPrecedes(place.name[...], name)
      guard byBytes || byNumbers else { return nil }
      return End(
        place: Place(name: Array(name), line: line), mayBeBytes: byBytes, mayBeNatural: byNumbers)
    }
  }
}

/// Whether a name comes before another when runs of digits are compared as numbers, and by bytes where that leaves
/// them equal.
private func naturallyPrecedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
  var i = a.startIndex
  var j = b.startIndex
  while i < a.endIndex, j < b.endIndex {
    if isDigit(a[i]), isDigit(b[j]) {
      let first = number(in: a, from: &i)
      let second = number(in: b, from: &j)
      if first.count != second.count { return first.count < second.count }
      if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
    } else {
      if a[i] != b[j] { return a[i] < b[j] }
      i += 1
      j += 1
    }
  }
  if (i == a.endIndex) != (j == b.endIndex) { return i == a.endIndex }
  return a.lexicographicallyPrecedes(b)
}

/// The digits from a position on, without the zeros in front.
private func number(in name: ArraySlice<UInt8>, from position: inout Int) -> ArraySlice<UInt8> {
  while position < name.endIndex, name[position] == UInt8(ascii: "0") { position += 1 }
  let start = position
  while position < name.endIndex, isDigit(name[position]) { position += 1 }
  return name[start..<position]
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
