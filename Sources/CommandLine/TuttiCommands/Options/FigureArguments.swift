import ArgumentParser
import Plotting
import PlottingCairo

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
    let scene = try scene()
    if format != .svg, let sentence = scene.shapingRemark(path: output) { console.writeError(sentence) }
    try writeFile(try format.render(scene), to: output)
  }
}

/// The forms of a figure, by the ending of the file.
enum FigureFormat: String, CaseIterable {
  case svg, pdf, png

  /// The file's bytes.
  func render(_ scene: Scene) throws -> [UInt8] {
    switch self {
    case .svg: Array(scene.svg().utf8)
    case .pdf: try scene.pdf()
    case .png: try scene.png()
    }
  }
}
