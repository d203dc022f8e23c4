import ArgumentParser

/// The command line.
public struct Tutti: ParsableCommand {
  /// Creates the command.
  public init() {}
}
