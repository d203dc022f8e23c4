/// Whether names come in ascending order: by their bytes, or with the digits in them taken as numbers (`rs9` before
/// `rs10`). A file keeps to one of the two; the names themselves show which.
struct NameOrder {
  private var mayBeBytes = true
  private var mayBeNatural = true
  private var last: [UInt8] = []
  private var isFirst = true

  /// Takes the next name; `false` when it stands where neither order puts it. Such a name is passed over.
  mutating func accepts(_ name: ArraySlice<UInt8>) -> Bool {
    if isFirst {
      isFirst = false
      last = Array(name)
      return true
    }
    let byBytes = mayBeBytes && last.lexicographicallyPrecedes(name)
    let byNumbers = mayBeNatural && naturallyPrecedes(last[...], name)
    guard byBytes || byNumbers else { return false }
    (mayBeBytes, mayBeNatural) = (byBytes, byNumbers)
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: name)
    return true
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
