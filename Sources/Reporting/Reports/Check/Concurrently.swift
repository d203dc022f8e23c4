import MetaBatch

/// The results of a function for each element, in their order, computed on several threads at once.
func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
) -> [Result] {
  var results = [Result?](repeating: nil, count: elements.count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each chunk writes its own element, so that no two threads share one.
    nonisolated(unsafe) let buffer = buffer
    WorkerThreads.forEachChunk(elements.count, threads: threads) { _, chunk in
      buffer[chunk] = body(elements[chunk])
    }
  }
  return results.compactMap(\.self)
}
