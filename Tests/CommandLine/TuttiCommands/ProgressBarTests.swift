import Testing

@testable import TuttiCommands

@Suite struct ProgressBarTests {
  /// A clock that goes forward by tenths when asked to.
  private final class Clock {
    var now = 100.0
  }

  @Test("The line fits the terminal and does not wrap")
  func line() {
    #expect(
      ProgressBar.line(0.415, "415,000 analyses", columns: 80)
        == "[############..................]  41% 415,000 analyses")
    #expect(ProgressBar.line(0, "0 analyses", columns: 40) == "[.....................]   0% 0 analyses")
    #expect(ProgressBar.line(1, "9 analyses", columns: 40) == "[#####################] 100% 9 analyses")
    #expect(ProgressBar.line(1.5, "9 analyses", columns: 20) == "100% 9 analyses")
    #expect(ProgressBar.line(0.5, "415,000 analyses", columns: 12) == "50% 415,000")
    #expect(ProgressBar.line(nil, "415,000 analyses", columns: 80) == "415,000 analyses")
    #expect(ProgressBar.line(nil, "415,000 analyses", columns: 8) == "415,000")
    for columns in 0..<100 {
      for share in [nil, 0, 0.33, 0.999, 1] {
        #expect(ProgressBar.line(share, "1,000 analyses", columns: columns).count <= max(0, columns - 1))
      }
    }
  }

  @Test("It is drawn over itself ten times a second and leaves nothing behind")
  func drawing() {
    let (console, clock) = (TestConsole(), Clock())
    (console.isErrorTerminal, console.errorColumns) = (true, 24)
    let bar = ProgressBar(console, clock: { clock.now })
    bar.show(0.1, "early")
    clock.now += 0.4
    bar.show(0.5, "12345")
    bar.show(0.6, "too soon")
    clock.now += 0.2
    bar.show(0.7, "1")
    bar.clear()
    bar.clear()
    #expect(
      console.errors == "\r[#####.....]  50% 12345\r[#########.....]  70% 1\r"
        + String(repeating: " ", count: 23) + "\r")
    #expect(console.errors.split(separator: "\r").allSatisfy { $0.count <= 23 })
  }

  @Test("Nothing is drawn where messages do not go to a terminal, or when a run is over at once")
  func silence() {
    let (console, clock) = (TestConsole(), Clock())
    let bar = ProgressBar(console, clock: { clock.now })
    for _ in 0..<50 {
      clock.now += 1
      bar.show(0.5, "text")
    }
    bar.clear()
    #expect(console.errors == "")
    console.isErrorTerminal = true
    let short = ProgressBar(console, clock: { clock.now })
    short.show(0.5, "text")
    short.clear()
    #expect(console.errors == "")
    // Nor among results that scroll by on the same terminal.
    console.isOutputTerminal = true
    let beside = ProgressBar(console, beside: ConsoleTarget(console), clock: { clock.now })
    clock.now += 1
    beside.show(0.5, "text")
    #expect(console.errors == "")
  }
}
