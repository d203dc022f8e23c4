/// The length of the longest start of the bytes that is UTF-8 (The Unicode Standard, table 3-7) without zero bytes, and
/// whether what follows is wrong rather than the beginning of a character that the bytes cut off.
func checkText(_ bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, isFaulty: Bool) {
  var position = 0
  while true {
    position = endOfASCIIWords(bytes, from: position)
    guard position < bytes.count else { return (position, false) }
    let byte = bytes[position]
    if (0x01...0x7F).contains(byte) {
      position += 1
      continue
    }
    guard let form = continuation(of: byte) else { return (position, true) }
    for index in 1...form.count {
      guard position + index < bytes.count else { return (position, false) }
      let allowed = index == 1 ? form.first : 0x80...0xBF
      guard allowed.contains(bytes[position + index]) else { return (position, true) }
    }
    position += form.count + 1
  }
}

/// How many bytes must follow the first byte of a character, and which values the next one may have.
private func continuation(of byte: UInt8) -> (count: Int, first: ClosedRange<UInt8>)? {
  switch byte {
  case 0xC2...0xDF: (1, 0x80...0xBF)
  case 0xE0: (2, 0xA0...0xBF)
  case 0xED: (2, 0x80...0x9F)
  case 0xE1...0xEF: (2, 0x80...0xBF)
  case 0xF0: (3, 0x90...0xBF)
  case 0xF1...0xF3: (3, 0x80...0xBF)
  case 0xF4: (3, 0x80...0x8F)
  default: nil
  }
}

/// Steps over words of eight ASCII bytes other than zero.
private func endOfASCIIWords(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  var position = start
  while position + 8 <= bytes.count {
    let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    // The high bits of bytes that are not ASCII, and of those that borrow when 1 is taken away: the zeros.
    guard (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 else { break }
    position += 8
  }
  return position
}
