/// The command line of `tutti fit` with none but its most used options, each at most once and with a plain value.
///
/// The parser reads ``FitCommand`` by reflection over all its options, which takes longer than fitting a few studies.
/// A command line of this form is read here; any other, every mistake and every question for help by the parser. A
/// test holds that both understand the same.
struct PlainFit {
  private var data: String?
  private var values: [String: String] = [:]

  private static let options = [
    "--measure", "--columns", "--profile", "--method", "--test", "--level", "--moderators", "--format",
    "--output",
  ]

  /// Reads the arguments after the command's name; `nil` when they are not of this form.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.utf8.first == UInt8(ascii: "-"), argument != "-" else {
        guard data == nil, !argument.isEmpty else { return nil }
        data = argument
        continue
      }
      let option = argument == "-o" ? "--output" : argument
      guard Self.options.contains(option), values[option] == nil, let value = rest.popFirst(),
        !value.isEmpty, value.utf8.first != UInt8(ascii: "-")
      else { return nil }
      values[option] = value
    }
    guard data != nil else { return nil }
  }

  /// The same request as the parser would make it.
  var command: FitCommand {
    var command = FitCommand()
    command.data = DataArguments(plain: data ?? "-")
    command.effect = EffectArguments(measure: values["--measure"], columns: values["--columns"])
    command.profile = ProfileArgument(name: values["--profile"] ?? ProfileArgument.standard)
    command.model = ModelArguments(
      method: values["--method"], test: values["--test"], level: values["--level"],
      moderators: values["--moderators"])
    command.scale = .nothingAsked
    command.regression = .nothingAsked
    command.subgroups = .nothingAsked
    command.zeroCells = .nothingAsked
    command.permutation = .nothingAsked
    command.output = TextArguments(format: values["--format"], path: values["--output"])
    return command
  }
}
