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
  private let clock: () -> Double
  private var next = 0.0
  private var width = 0

  /// A bar on a console beside a run's results, unless they are seen as they come; `clock` gives seconds.
  init(
    _ console: any Console, beside results: (any OutputTarget)? = nil,
    clock: @escaping () -> Double = steadySeconds
  ) {
    self.console = console
    self.clock = clock
    isShown = console.isErrorTerminal && results?.isTerminal != true
    // A run that is over at once draws nothing.
    if isShown { next = clock() + 0.3 }
  }

  /// Shows the share that is done, from 0 to 1, `nil` where it is not known, and a text.
  func show(_ share: Double?, _ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = clock()
    guard now >= next else { return }
    next = now + 0.1
    let line = ProgressBar.line(share, text(), columns: console.errorColumns ?? 80)
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

  /// The line for a terminal of so many columns, the last of which stays free so that it does not wrap.
  static func line(_ share: Double?, _ text: String, columns: Int) -> String {
    let room = max(0, columns - 1)
    guard let share else { return String(text.prefix(room)) }
    let done = min(1, max(0, share))
    let percent = "\(Int((done * 100).rounded(.down)))%"
    let end = String(repeating: " ", count: max(0, 5 - percent.count)) + percent + " " + text
    // The bar gives way to the text.
    let size = min(30, room - end.count - 2)
    guard size >= 5 else { return String((percent + " " + text).prefix(room)) }
    let filled = Int((done * Double(size)).rounded(.down))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: size - filled)
    return "[\(bar)]" + end
  }
}

/// Seconds on a clock that only goes forward.
func steadySeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The processors that this process may use.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
