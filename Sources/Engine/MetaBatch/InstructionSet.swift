import CBatchKernels

/// The instruction sets that kernels are compiled for; the numbers are the same on all of them.
public enum InstructionSet: String, CaseIterable, Hashable, Sendable, Codable {
  /// What every processor of the family has.
  case baseline
  /// Vectors of four numbers on x86-64.
  case avx2
  /// Vectors of eight numbers on x86-64.
  case avx512

  /// The widest one of this processor.
  public static var widest: InstructionSet {
    switch tutti_widest_instruction_set() {
    case TUTTI_AVX512: .avx512
    case TUTTI_AVX2: .avx2
    default: .baseline
    }
  }

  /// Those of this processor.
  public static var available: [InstructionSet] { allCases.filter { $0.code <= widest.code } }

  /// The one that is asked for where this processor has it, the widest otherwise.
  static func usable(_ wanted: InstructionSet?) -> InstructionSet {
    let widest = widest
    return wanted.map { $0.code <= widest.code ? $0 : widest } ?? widest
  }

  /// The code in C.
  package var code: Int32 {
    switch self {
    case .baseline: TUTTI_BASELINE
    case .avx2: TUTTI_AVX2
    case .avx512: TUTTI_AVX512
    }
  }
}
