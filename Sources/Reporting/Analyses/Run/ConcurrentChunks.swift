import MetaAnalysis

/// The results of pieces of work, in their order, computed on several threads at once.
func concurrentChunks<Output: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> [Output]
) -> [[Output]] {
  var results = [[Output]](repeating: [], count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let slots = buffer
    Chunks.run(count: count, size: 1, threads: threads) { range in
      for number in range { slots[number] = body(number) }
    }
  }
  return results
}
