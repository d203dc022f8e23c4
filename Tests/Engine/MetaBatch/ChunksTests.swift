import Testing

@testable import MetaBatch

@Suite struct ChunksTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInOrder(threads: Int) {
    let elements = Array(0..<1000)
    #expect(Chunks.map(elements, threads: threads) { $0 * $0 } == elements.map { $0 * $0 })
    #expect(Chunks.map([Int](), threads: threads) { $0 }.isEmpty)
  }

  @Test(arguments: [0, 1, 3])
  func everyChunkIsRunOnce(threads: Int) {
    var counts = [Int](repeating: 0, count: 100)
    counts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      Chunks.run(count: 100, size: 7, threads: threads) { range in for i in range { buffer[i] += 1 } }
    }
    #expect(counts.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [0, 1, 4])
  func threadsWorkTogether(threads: Int) {
    let calls = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    calls.initialize(to: 0)
    defer { calls.deallocate() }
    // One thread alone may count without taking turns.
    if threads <= 1 {
      Chunks.together(threads: threads) { calls.pointee += 1 }
      #expect(calls.pointee == 1)
    } else {
      Chunks.together(threads: threads) {}
    }
  }
}
