// swift-tools-version:6.2
import PackageDescription

// Not part of the product: a simulation that uses the library as any other package would.
let package = Package(
  name: "dose-coverage",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tutti", path: "../..")],
  targets: [
    .executableTarget(
      name: "dose-coverage", dependencies: [.product(name: "MetaAnalysis", package: "tutti")])
  ],
  swiftLanguageModes: [.v6]
)
