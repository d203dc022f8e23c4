/// The engine's semantic version, the only place that states it.
public let engineVersion = "0.1.0"
