import ArgumentParser
import Plotting

/// Where a figure goes; the file's ending says as what.
struct FigureArguments: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "File to write: \(FigureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")). "
        + "Without it SVG goes to standard output.", valueName: "file"))
  var output: String?

  /// Draws in the form asked for, which is checked before `scene` does any work, and writes.
  func emit(on console: any Console, _ scene: () throws -> Scene) throws {
    guard let output, output != "-" else { return try console.write(try scene().svg()) }
    guard let format = FigureFormat(rawValue: fileType(of: output)) else {
      throw UsageError.unknownFileType(path: output, supported: FigureFormat.allCases.map { ".\($0.rawValue)" })
    }
    try writeFile(format.render(try scene()), to: output)
  }
}

/// The forms of a figure, by the ending of the file.
enum FigureFormat: String, CaseIterable {
  case svg

  /// The file's bytes.
  func render(_ scene: Scene) -> [UInt8] {
    switch self {
    case .svg: Array(scene.svg().utf8)
    }
  }
}
