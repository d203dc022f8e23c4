import Testing

@testable import StudyRecords
