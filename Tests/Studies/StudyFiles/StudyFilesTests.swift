import Testing

@testable import StudyFiles
