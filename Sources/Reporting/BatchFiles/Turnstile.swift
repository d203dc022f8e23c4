#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Lets threads pass one at a time, in the order of their tickets.
final class Turnstile: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let turn = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var next = 0

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(turn, nil)
  }

  deinit {
    pthread_cond_destroy(turn)
    pthread_mutex_destroy(mutex)
    turn.deallocate()
    mutex.deallocate()
  }

  /// Waits until every smaller ticket, from 0 on, has passed, and runs `body`.
  func pass(_ ticket: Int, _ body: () -> Void) {
    pthread_mutex_lock(mutex)
    while next != ticket { pthread_cond_wait(turn, mutex) }
    body()
    next += 1
    pthread_cond_broadcast(turn)
    pthread_mutex_unlock(mutex)
  }

  /// Runs `body` with the next ticket; the ticket is used up when `body` says so.
  func take(_ body: () -> Bool) -> Int? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard body() else { return nil }
    next += 1
    return next - 1
  }
}
