// swift-tools-version:6.2
import PackageDescription

// Not part of the product: speed and soundness of the batch engine, as any other package would use it.
let package = Package(
  name: "batch-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tutti", path: "../..")],
  targets: [
    .executableTarget(
      name: "batch-benchmark", dependencies: [.product(name: "MetaAnalysis", package: "tutti")])
  ],
  swiftLanguageModes: [.v6]
)
