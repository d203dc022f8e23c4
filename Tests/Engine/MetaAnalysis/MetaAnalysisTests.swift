import Testing

@testable import MetaAnalysis
