import CTutti
import MetaBatch

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#elseif canImport(Glibc)
import Glibc
#endif

/// Fits one analysis; `tutti.h` documents the C function.
@_cdecl("tutti_fit_one")
public func fitOne(
  _ model: OpaquePointer?, _ yi: UnsafePointer<Double>?, _ vi: UnsafePointer<Double>?, _ studies: Int,
  _ result: UnsafeMutablePointer<tutti_result>?
) -> Int32 {
  guard let result else { return code(TUTTI_ERROR_NULL) }
  guard result.pointee.struct_size == MemoryLayout<tutti_result>.size else { return code(TUTTI_ERROR_STRUCT) }
  var status = UInt8(0)
  var arrays = tutti_results()
  arrays.struct_size = MemoryLayout<tutti_results>.size
  func field(_ member: PartialKeyPath<tutti_result>) -> UnsafeMutablePointer<Double>? {
    MemoryLayout<tutti_result>.offset(of: member).map {
      (UnsafeMutableRawPointer(result) + $0).assumingMemoryBound(to: Double.self)
    }
  }
  arrays.estimate = field(\.estimate)
  arrays.se = field(\.se)
  arrays.statistic = field(\.statistic)
  arrays.df = field(\.df)
  arrays.p_value = field(\.p_value)
  arrays.ci_lower = field(\.ci_lower)
  arrays.ci_upper = field(\.ci_upper)
  arrays.tau2 = field(\.tau2)
  arrays.i2 = field(\.i2)
  arrays.h2 = field(\.h2)
  arrays.q = field(\.q)
  arrays.q_p_value = field(\.q_p_value)
  arrays.pi_lower = field(\.pi_lower)
  arrays.pi_upper = field(\.pi_upper)
  var k = Int32(0)
  let error = withUnsafeMutablePointer(to: &k) { k in
    withUnsafeMutablePointer(to: &status) { status in
      (arrays.k, arrays.status) = (k, status)
      return fitBatch(model, yi, vi, 1, studies, Int32(TUTTI_ANALYSIS_MAJOR.rawValue), 1, &arrays)
    }
  }
  guard error == code(TUTTI_OK) else { return error }
  result.pointee.k = k
  result.pointee.status = Int32(status)
  return error
}

/// Fits many analyses; `tutti.h` documents the C function.
@_cdecl("tutti_fit_batch")
public func fitBatch(
  _ model: OpaquePointer?, _ yi: UnsafePointer<Double>?, _ vi: UnsafePointer<Double>?, _ analyses: Int,
  _ studies: Int, _ layout: Int32, _ threads: Int32, _ results: UnsafePointer<tutti_results>?
) -> Int32 {
  guard let model, let results else { return code(TUTTI_ERROR_NULL) }
  guard results.pointee.struct_size == MemoryLayout<tutti_results>.size else { return code(TUTTI_ERROR_STRUCT) }
  guard let layout = PanelLayout(code: layout) else { return code(TUTTI_ERROR_LAYOUT) }
  // Sizes come from C's size_t: beyond half of its range they are negative here.
  let (count, overflow) = analyses.multipliedReportingOverflow(by: studies)
  guard analyses >= 0, studies >= 0, !overflow, count <= Int.max / 16, analyses <= Int.max / 16 else {
    return code(TUTTI_ERROR_SIZE)
  }
  guard count == 0 || yi != nil && vi != nil else { return code(TUTTI_ERROR_NULL) }
  do {
    let engine = try BatchEngine(
      ModelBox.at(model).model, threads: threads > 0 ? Int(threads) : processorCount())
    engine.fit(
      yi: UnsafeBufferPointer(start: yi, count: count), vi: UnsafeBufferPointer(start: vi, count: count),
      analyses: analyses, studies: studies, layout: layout, into: BatchOutput(results.pointee))
    return code(TUTTI_OK)
  } catch {
    return code(TUTTI_ERROR_VALUE)
  }
}

extension PanelLayout {
  fileprivate init?(code: Int32) {
    switch code {
    case Int32(TUTTI_ANALYSIS_MAJOR.rawValue): self = .analysisMajor
    case Int32(TUTTI_STUDY_MAJOR.rawValue): self = .studyMajor
    default: return nil
    }
  }
}

extension BatchOutput {
  fileprivate init(_ results: tutti_results) {
    self.init()
    (k, status) = (results.k, results.status)
    self[.estimate] = results.estimate
    self[.se] = results.se
    self[.statistic] = results.statistic
    self[.df] = results.df
    self[.pValue] = results.p_value
    self[.ciLower] = results.ci_lower
    self[.ciUpper] = results.ci_upper
    self[.tau2] = results.tau2
    self[.i2] = results.i2
    self[.h2] = results.h2
    self[.q] = results.q
    self[.qPValue] = results.q_p_value
    self[.piLower] = results.pi_lower
    self[.piUpper] = results.pi_upper
  }
}

private func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
