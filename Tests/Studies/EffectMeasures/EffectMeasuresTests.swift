import Testing

@testable import EffectMeasures
