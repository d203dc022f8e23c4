import TuttiCommands

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

exit(Tutti.run(Array(CommandLine.arguments.dropFirst()), on: SystemConsole()))
