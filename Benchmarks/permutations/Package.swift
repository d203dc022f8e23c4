// swift-tools-version:6.2
import PackageDescription

// Not part of the product: permutation tests of many outcomes against loops written by hand, in one run.
let package = Package(
  name: "permutation-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tutti", path: "../..")],
  targets: [
    .target(name: "HandLoops"),
    .executableTarget(
      name: "permutation-benchmark",
      dependencies: ["HandLoops", .product(name: "MetaAnalysis", package: "tutti")]),
  ],
  swiftLanguageModes: [.v6]
)
