import Testing

@testable import TuttiCommands
