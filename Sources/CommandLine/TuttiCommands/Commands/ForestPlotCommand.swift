import ArgumentParser
import Plotting
import Reports

/// `tutti plot forest`: the studies, their pooled effect and its prediction interval.
struct ForestPlotCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "forest", abstract: "Draw a forest plot.")

  @OptionGroup var data: DataArguments
  @OptionGroup(title: "Effect sizes") var effect: EffectArguments
  @OptionGroup var profile: ProfileArgument
  @OptionGroup(title: "Model") var model: ModelArguments

  func run(on console: any Console) throws {
  }
}
