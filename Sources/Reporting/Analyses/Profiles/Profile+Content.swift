extension Profile {
  /// The choices as text, `key: value` a line: what makes a profile, and never changes.
  public var content: String {
    choices.map { "\($0.key.rawValue): \($0.value)\n" }.joined()
  }
}
