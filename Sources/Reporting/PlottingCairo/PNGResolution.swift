/// A PNG with the chunk that says how many dots make an inch, so that documents show it at its true size.
///
/// The chunk `pHYs` counts dots to the metre and stands between the header and the picture (PNG specification, third
/// edition, 11.3.4.3).
func pngWithResolution(_ png: [UInt8], dotsPerInch: Double) -> [UInt8] {
  let headerEnd = 8 + 25
  guard png.count > headerEnd, dotsPerInch.isFinite else { return png }
  let dots = UInt32(min(max((dotsPerInch / 0.0254).rounded(), 1), 1e9))
  let kind = Array("pHYs".utf8)
  let content = bytes(dots) + bytes(dots) + [1]
  let chunk = bytes(UInt32(content.count)) + kind + content + bytes(crc32(kind + content))
  return png[..<headerEnd] + chunk + png[headerEnd...]
}

/// The bytes of a number, most significant first.
private func bytes(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// The cyclic redundancy check of PNG chunks (PNG specification, annex D).
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
  }
  return ~crc
}
