import MetaAnalysis

/// The results of a function for each element, in their order, computed on several threads at once.
func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
) -> [Result] {
  var results = [Result?](repeating: nil, count: elements.count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each chunk writes its own element, so that no two threads share one.
    nonisolated(unsafe) let buffer = buffer
    Chunks.run(count: elements.count, size: 1, threads: threads) { chunk in
      for position in chunk { buffer[position] = body(elements[position]) }
    }
  }
  return results.compactMap(\.self)
}
