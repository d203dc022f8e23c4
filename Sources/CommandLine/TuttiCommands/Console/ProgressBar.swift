#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How far a long run has come: one line on standard error, drawn anew ten times a second, only on a terminal.
final class ProgressBar {
  private let console: any Console
  private let isShown: Bool
  private var last = 0.0
  private var width = 0

  init(_ console: any Console) {
    self.console = console
    isShown = console.isErrorTerminal
  }

  /// Shows the share that is done, from 0 to 1, `nil` where it is not known, and a text.
  func show(_ share: Double?, _ text: String) {
    guard isShown else { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    guard now - last >= 0.1 else { return }
    last = now
    var line = text
    if let share {
      let done = Int((share * 30).rounded(.down))
      line =
        "[\(String(repeating: "#", count: done))\(String(repeating: ".", count: 30 - done))] "
        + "\(Int((share * 100).rounded(.down)))% \(text)"
    }
    let padding = String(repeating: " ", count: max(0, width - line.count))
    width = line.count
    console.writeError("\r\(line)\(padding)")
  }

  /// Removes the line.
  func clear() {
    guard width > 0 else { return }
    console.writeError("\r\(String(repeating: " ", count: width))\r")
    width = 0
  }
}

/// The processors that this process may use.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
