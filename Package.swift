// swift-tools-version:6.2
import PackageDescription

// The house of ARCHITECTURE.md: a folder of `Sources/` is a floor, a folder in it is a room, and every room is
// a target, so that the compiler enforces the arrows. `room(_:on:uses:)` is the only way a target is declared.

let strict: [SwiftSetting] =
  Context.environment["TUTTI_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

func room(_ name: String, on floor: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, path: "Sources/\(floor)/\(name)", swiftSettings: strict)
}

func tests(
  of name: String, on floor: String, uses: [Target.Dependency] = [], snapshots: Bool = false
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "_TestSupport"] + uses,
    path: "Tests/\(floor)/\(name)", exclude: snapshots ? ["Snapshots"] : [], swiftSettings: strict)
}

let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "tutti",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "MetaAnalysis", targets: ["MetaAnalysis"]),
    .library(name: "MetaReporting", targets: ["Analyses", "Plotting", "Reports"]),
    .executable(name: "tutti", targets: ["tutti"]),
    .library(name: "tutti-c", type: .dynamic, targets: ["TuttiInterface"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    // Numerics
    .target(
      name: "COpenBLAS", path: "Sources/Numerics/COpenBLAS",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    room("LinearAlgebra", on: "Numerics", uses: ["COpenBLAS"]),
    room("Distributions", on: "Numerics", uses: [realModule]),
    room("Optimization", on: "Numerics", uses: ["LinearAlgebra"]),

    // Studies
    room("StudyRecords", on: "Studies"),
    room("EffectMeasures", on: "Studies", uses: ["StudyRecords", "Distributions", realModule]),
    room("StudyLint", on: "Studies", uses: ["StudyRecords", "EffectMeasures", "Distributions", realModule]),
    .target(
      name: "CZlib", path: "Sources/Studies/CZlib",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    room("StudyFiles", on: "Studies", uses: ["StudyRecords", "CZlib"]),
    room("BundledDatasets", on: "Studies"),

    // Engine
    room(
      "MetaModels", on: "Engine",
      uses: [
        "StudyRecords", "EffectMeasures", "LinearAlgebra", "Optimization", "Distributions", realModule,
      ]),
    .target(name: "CBatchKernels", path: "Sources/Engine/CBatchKernels"),
    room(
      "MetaBatch", on: "Engine",
      uses: [
        "StudyRecords", "EffectMeasures", "LinearAlgebra", "Optimization", "Distributions", "MetaModels",
        "CBatchKernels", realModule,
      ]),
    room(
      "MetaDiagnostics", on: "Engine",
      uses: ["StudyRecords", "EffectMeasures", "LinearAlgebra", "Distributions", "MetaModels", "MetaBatch"]),
    room(
      "MetaAnalysis", on: "Engine",
      uses: [
        "LinearAlgebra", "Distributions", "Optimization", "StudyRecords", "EffectMeasures", "StudyLint",
        "StudyFiles", "MetaModels", "MetaBatch", "MetaDiagnostics",
      ]),

    // Reporting
    room("Analyses", on: "Reporting", uses: ["MetaAnalysis", "BundledDatasets"]),
    room("BatchFiles", on: "Reporting", uses: ["StudyFiles", "MetaBatch"]),
    room("Plotting", on: "Reporting", uses: ["MetaAnalysis"]),
    room("PlottingCairo", on: "Reporting", uses: ["Plotting"]),
    room("Reports", on: "Reporting", uses: ["Analyses", "Plotting", "BundledDatasets"]),

    // Command line
    room(
      "TuttiCommands", on: "CommandLine",
      uses: [
        "Reports", "PlottingCairo", "BundledDatasets", "BatchFiles", "MetaBatch", "StudyFiles", argumentParser,
      ]),
    .executableTarget(
      name: "tutti", dependencies: ["TuttiCommands"], path: "Sources/CommandLine/tutti", swiftSettings: strict),

    // Embedding
    .target(name: "CTutti", path: "Sources/Embedding/CTutti", exclude: ["exported-names.map"]),
    room("TuttiInterface", on: "Embedding", uses: ["CTutti", "MetaBatch", "StudyRecords"]),

    // Testing
    .target(
      name: "_TestSupport", dependencies: [], path: "Sources/Testing/_TestSupport", swiftSettings: strict),
    tests(of: "LinearAlgebra", on: "Numerics"),
    tests(of: "Distributions", on: "Numerics"),
    tests(of: "Optimization", on: "Numerics", uses: [realModule]),
    tests(of: "StudyRecords", on: "Studies"),
    tests(of: "EffectMeasures", on: "Studies", uses: ["StudyFiles"]),
    tests(of: "StudyLint", on: "Studies", uses: ["StudyFiles", "BundledDatasets", realModule]),
    tests(of: "StudyFiles", on: "Studies"),
    tests(of: "BundledDatasets", on: "Studies"),
    tests(of: "MetaModels", on: "Engine", uses: [realModule]),
    tests(of: "MetaBatch", on: "Engine", uses: ["CBatchKernels", realModule]),
    tests(of: "MetaDiagnostics", on: "Engine"),
    tests(of: "MetaAnalysis", on: "Engine"),
    tests(of: "Analyses", on: "Reporting"),
    tests(of: "BatchFiles", on: "Reporting"),
    tests(of: "Plotting", on: "Reporting", snapshots: true),
    tests(of: "PlottingCairo", on: "Reporting"),
    tests(of: "Reports", on: "Reporting"),
    tests(of: "TuttiCommands", on: "CommandLine", uses: ["BundledDatasets"], snapshots: true),
    tests(of: "TuttiInterface", on: "Embedding", uses: ["CTutti", "MetaBatch"]),
    .testTarget(
      name: "ReplaysTests", dependencies: ["MetaAnalysis", "BundledDatasets", "_TestSupport"],
      path: "Tests/Replays", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
