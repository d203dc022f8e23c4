import CBatchKernels

/// Room for numbers of which each must be written before it is read.
///
/// The thread that writes a page first gets its memory from the system, so that threads which write side by side share
/// that work too.
func unwrittenRoom<Element: BitwiseCopyable>(_ count: Int) -> [Element] {
  [Element](unsafeUninitializedCapacity: count) { memory, written in
    tutti_prefer_large_pages(memory.baseAddress, memory.count * MemoryLayout<Element>.stride)
    written = count
  }
}
