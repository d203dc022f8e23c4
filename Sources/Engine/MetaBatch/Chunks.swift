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

  private final class Work: Sendable {
    let body: @Sendable (Int) -> Void
    init(_ body: @escaping @Sendable (Int) -> Void) { self.body = body }
  }
}
