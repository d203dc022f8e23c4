#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Which names have come, in constant memory: eight bytes a name, up to a limit.
///
/// Of two hashes of 64 bits one is kept and the other says where, so that a new name is taken for an old one in less
/// than one of 1e10 full tables. Names beyond the limit are looked up but not kept.
final class SeenNames {
  /// The most names that are kept unless said otherwise, seven eighths of 32 megabytes.
  static let most = 7 << 19

  /// Whether names have come that are not kept.
  private(set) var isFull = false
  private var count = 0
  /// The most names that are kept.
  let most: Int
  /// A power of two of places, 0 where there is no name; pages that are not touched take no memory.
  private let places: UnsafeMutablePointer<UInt64>?
  private let mask: Int

  init(most: Int = SeenNames.most) {
    self.most = most
    let size = 8 << (Int.bitWidth - ((most + 6) / 7 - 1).leadingZeroBitCount)
    mask = size - 1
    places = calloc(size, 8)?.bindMemory(to: UInt64.self, capacity: size)
  }

  deinit { free(places) }

  /// Takes the next name; `false` when it has come before.
  func accepts(_ name: ArraySlice<UInt8>) -> Bool {
    guard let places else {
      isFull = true
      return true
    }
    let (value, start) = name.withUnsafeBytes(SeenNames.hashes)
    var place = Int(truncatingIfNeeded: start) & mask
    while places[place] != 0 {
      if places[place] == value { return false }
      place = (place + 1) & mask
    }
    guard count < most else {
      isFull = true
      return true
    }
    places[place] = value
    count += 1
    return true
  }

  /// Two hashes, each a chain of multiplications whose upper and lower halves are mixed, over words of eight bytes; the
  /// first is never 0.
  private static func hashes(_ name: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    var first = UInt64(name.count) ^ 0x9E37_79B9_7F4A_7C15
    var second = UInt64(name.count) ^ 0xC2B2_AE3D_27D4_EB4F
    var position = 0
    while position < name.count {
      var word: UInt64 = 0
      withUnsafeMutableBytes(of: &word) {
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: name[position..<min(position + 8, name.count)]))
      }
      word = UInt64(littleEndian: word)
      first = mixed(first ^ word, 0xA076_1D64_78BD_642F)
      second = mixed(second &+ word, 0xE703_7ED1_A0B4_28DB)
      position += 8
    }
    first = mixed(first, 0x8EBC_6AF0_9C88_C6E3)
    return (max(1, first), mixed(second, 0x5899_65CC_7537_4CC3))
  }

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
