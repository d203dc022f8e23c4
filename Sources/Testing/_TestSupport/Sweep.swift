#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How many random cases to try: `usual`, or what `TUTTI_SWEEP` in the environment says (`scripts/sweep`).
public func sweep(_ usual: Int) -> Int {
  ProcessInfo.processInfo.environment["TUTTI_SWEEP"].flatMap(Int.init) ?? usual
}
