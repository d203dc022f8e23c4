import StudyFiles

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// The parts in work and what is to be done with each, so that a free thread always takes what can be done next.
///
/// Parts are read, linked and written one at a time, each in the order of the input; whatever else is done with them,
/// threads do side by side. There are a few parts more than threads: a thread that is held up does not hold up the
/// others at once.
final class PartLine: @unchecked Sendable {
  /// A part with its results.
  final class Place {
    let part = PanelPart()
    let results = ResultBuffer()
    var counts = BatchTally()
    /// Its number in the input.
    fileprivate(set) var number = 0
  }

  /// What is to be done with a part.
  enum Step {
    /// Read the next one; then ``PartLine/hasRead(_:)`` and parse, or ``PartLine/hasEnded(_:)``.
    case read
    case link
    case fit
    case write
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let places: Int
  private var free: [Place]
  /// Parts that wait for their turn, by their number modulo the number of places.
  private var parsed: [Place?]
  private var linked: [Place] = []
  private var fitted: [Place?]
  private var (nextRead, nextLink, nextWrite) = (0, 0, 0)
  private var (isReading, isLinking, isWriting) = (false, false, false)
  private var isAtEnd = false
  private var isStopped = false

  /// A line for so many threads.
  init(threads: Int) {
    places = threads > 1 ? threads + min(threads, 4) : 1
    free = (0..<places).map { _ in Place() }
    parsed = Array(repeating: nil, count: places)
    fitted = Array(repeating: nil, count: places)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    pthread_mutex_destroy(mutex)
    change.deallocate()
    mutex.deallocate()
  }

  /// The next thing to do, waiting for it if need be; `nil` when nothing will come.
  func next() -> (step: Step, place: Place)? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isStopped {
      if !isWriting, let place = take(&fitted, nextWrite) {
        isWriting = true
        return (.write, place)
      }
      if !isLinking, let place = take(&parsed, nextLink) {
        isLinking = true
        return (.link, place)
      }
      if !linked.isEmpty { return (.fit, linked.removeFirst()) }
      if !isAtEnd, !isReading, let place = free.popLast() {
        isReading = true
        return (.read, place)
      }
      if isAtEnd, free.count == places { return nil }
      pthread_cond_wait(change, mutex)
    }
    return nil
  }

  /// A part has been read: another thread may read the next one while this one is parsed.
  func hasRead(_ place: Place) {
    update {
      place.number = nextRead
      nextRead += 1
      isReading = false
    }
  }

  /// Nothing is left to be read.
  func hasEnded(_ place: Place) {
    update {
      (isReading, isAtEnd) = (false, true)
      free.append(place)
    }
  }

  func hasParsed(_ place: Place) { update { parsed[place.number % places] = place } }

  func hasLinked(_ place: Place) {
    update {
      nextLink += 1
      isLinking = false
      linked.append(place)
    }
  }

  func hasFitted(_ place: Place) { update { fitted[place.number % places] = place } }

  func hasWritten(_ place: Place) {
    update {
      nextWrite += 1
      isWriting = false
      free.append(place)
    }
  }

  /// Ends everything: threads finish what they have begun.
  func stop() { update { isStopped = true } }

  private func take(_ waiting: inout [Place?], _ number: Int) -> Place? {
    guard let place = waiting[number % places], place.number == number else { return nil }
    waiting[number % places] = nil
    return place
  }

  private func update(_ body: () -> Void) {
    pthread_mutex_lock(mutex)
    body()
    pthread_cond_broadcast(change)
    pthread_mutex_unlock(mutex)
  }
}
