// batch-benchmark speed ANALYSES STUDIES REPEATS EXPORT    timings as JSON; the data go to the file EXPORT
// batch-benchmark sweep ANALYSES SEED                      how far from the optimum anything ended, as JSON
let arguments = Array(CommandLine.arguments.dropFirst())

func number(_ position: Int, _ otherwise: Int) -> Int {
  arguments.indices.contains(position) ? Int(arguments[position]) ?? otherwise : otherwise
}

switch arguments.first {
case "speed":
  try Speed(analyses: number(1, 1_000_000), studies: number(2, 20), repeats: number(3, 9))
    .run(export: arguments.indices.contains(4) ? arguments[4] : nil)
case "sweep":
  try Sweep(analyses: number(1, 10_000_000), seed: UInt64(number(2, 2026))).run()
default:
  print("usage: batch-benchmark speed [ANALYSES STUDIES REPEATS EXPORT] | sweep [ANALYSES SEED]")
}
