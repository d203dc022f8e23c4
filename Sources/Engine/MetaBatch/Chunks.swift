import CBatchKernels

/// Work cut into chunks of a fixed size, so that nothing depends on how many threads share it.
package enum Chunks {
  /// Calls `body` for each chunk of 0..<count, on at most so many threads.
  package static func run(count: Int, size: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let chunks = (count + size - 1) / size
    if threads <= 1 || chunks == 1 {
      for chunk in 0..<chunks { body(chunk * size..<min(count, (chunk + 1) * size)) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let work = Work { chunk in body(chunk * size..<min(count, (chunk + 1) * size)) }
      withExtendedLifetime(work) {
        tutti_for_chunks(
          Int32(clamping: threads), chunks,
          { context, chunk in
            guard let context else { return }
            Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().body(chunk)
          }, Unmanaged.passUnretained(work).toOpaque())
      }
    }
  }

  /// The results of a function for each element, in their order, computed on at most so many threads.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    var results = [Result?](repeating: nil, count: elements.count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each chunk writes its own element, so that no two threads share one.
      nonisolated(unsafe) let buffer = buffer
      run(count: elements.count, size: 1, threads: threads) { chunk in
        for position in chunk { buffer[position] = body(elements[position]) }
      }
    }
    return results.compactMap(\.self)
  }

  /// Calls `body` on at most so many threads at once, this one among them, and waits for all.
  ///
  /// A thread that cannot be made leaves its call to the others. `body` shares what it captures with its other calls; it
  /// must take turns where it writes that.
  package static func together(threads: Int, _ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      run(count: max(1, threads), size: 1, threads: threads) { _ in body() }
    }
  }

  private final class Work: Sendable {
    let body: @Sendable (Int) -> Void
    init(_ body: @escaping @Sendable (Int) -> Void) { self.body = body }
  }
}
