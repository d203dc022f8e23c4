#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A shared library of the system, loaded while the program runs and kept until it ends.
struct DynamicLibrary {
  private let handle: UnsafeMutableRawPointer

  /// The first library of these names that can be loaded, or `nil`.
  init?(names: [String]) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        return
      }
    }
    return nil
  }

  /// The function of that name; `Function` must be a C function type that fits it.
  func function<Function>(_ name: String) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
  }
}
