import Analyses
import ArgumentParser

/// The conventions an analysis starts from.
struct ProfileArgument: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Named conventions to start from; 'tutti profiles' lists them.", valueName: "name"))
  var profile = ProfileArgument.standard

  /// The name of the default.
  static let standard = "tutti@1"

  /// The profile of that name.
  func chosen() throws(ProfileError) -> Profile { try Profile.named(profile) }
}
