import Testing

@testable import MetaModels
