import MetaBatch
import Synchronization
import Testing

@testable import BatchFiles

@Suite struct PartLineTests {
  @Test(
    "Parts are linked and written in the order they were read, by any number of threads", arguments: [1, 2, 7])
  func order(threads: Int) {
    let line = PartLine(threads: threads)
    let count = 40
    var next = 0
    let numbers = Mutex<[ObjectIdentifier: Int]>([:])
    var linked: [Int] = []
    var written: [Int] = []
    func number(_ place: PartLine.Place) -> Int { numbers.withLock { $0[ObjectIdentifier(place)] ?? -1 } }
    Chunks.together(threads: threads) {
      while let (step, place) = line.next() {
        switch step {
        case .read:
          guard next < count else {
            line.hasEnded(place)
            continue
          }
          numbers.withLock { $0[ObjectIdentifier(place)] = next }
          next += 1
          line.hasRead(place)
          line.hasParsed(place)
        case .link:
          linked.append(number(place))
          line.hasLinked(place)
        case .fit: line.hasFitted(place)
        case .write:
          written.append(number(place))
          line.hasWritten(place)
        }
      }
    }
    #expect(linked == Array(0..<count))
    #expect(written == Array(0..<count))
  }

  @Test("One that has been stopped gives nothing more to do")
  func stop() {
    let line = PartLine(threads: 2)
    #expect(line.next()?.step == .read)
    line.stop()
    #expect(line.next()?.step == nil)
  }
}
