#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The one file under a temporary name that is removed when the process is interrupted, asked to end or left by its
/// terminal.
enum UnfinishedFile {
  /// Its path, for the handler, which may run at any moment: a copy that is never freed.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// Keeps a path in mind; a second one is not, until the first is forgotten.
  static func remember(_ name: String) {
    guard path == nil else { return }
    path = strdup(name)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // The file is removed and the process ends as the signal would have ended it.
      let earlier = signal(number) { number in
        if let path = UnfinishedFile.path { unlink(path) }
        signal(number, SIG_DFL)
        raise(number)
      }
      // What nohup or a shell has ignored stays ignored.
      if unsafeBitCast(earlier, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// Forgets a path that is complete or gone.
  static func forget(_ name: String) {
    guard let kept = path, String(cString: kept) == name else { return }
    path = nil
  }
}
