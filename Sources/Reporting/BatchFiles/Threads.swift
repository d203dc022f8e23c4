#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Runs the same work on several threads at once.
enum Threads {
  /// Calls `body` on up to `count` threads, this one among them, and waits for all.
  ///
  /// `body` shares what it captures with its other calls; it must take turns where it writes that.
  static func run(_ count: Int, _ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = Work(body: body)
      var threads: [pthread_t] = []
      for _ in 1..<max(1, count) {
        // A thread that cannot be made leaves its share to the others.
        if let thread = start(work) { threads.append(thread) }
      }
      body()
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  private final class Work {
    let body: () -> Void
    init(body: @escaping () -> Void) { self.body = body }
  }

  private static func start(_ work: Work) -> pthread_t? {
    let context = Unmanaged.passRetained(work)
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, context.toOpaque())
    #else
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, context.toOpaque())
    #endif
    guard status == 0 else {
      context.release()
      return nil
    }
    return thread
  }
}
