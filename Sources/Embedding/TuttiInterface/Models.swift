import CTutti
import MetaBatch
import MetaModels
import StudyRecords

/// A model that callers in C hold by its address.
final class ModelBox {
  var model = BatchModel()

  /// The model behind an address that `tutti_model_new` gave.
  static func at(_ address: OpaquePointer) -> ModelBox {
    Unmanaged<ModelBox>.fromOpaque(UnsafeRawPointer(address)).takeUnretainedValue()
  }
}

/// Makes a model; `tutti.h` documents the C function.
@_cdecl("tutti_model_new")
public func newModel() -> OpaquePointer? { OpaquePointer(Unmanaged.passRetained(ModelBox()).toOpaque()) }

/// Frees a model; `tutti.h` documents the C function.
@_cdecl("tutti_model_free")
public func freeModel(_ address: OpaquePointer?) {
  guard let address else { return }
  Unmanaged<ModelBox>.fromOpaque(UnsafeRawPointer(address)).release()
}

/// Sets a choice of a model; `tutti.h` documents the C function.
@_cdecl("tutti_model_set")
public func setModel(
  _ address: OpaquePointer?, _ key: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 {
  guard let address, let key, let value else { return code(TUTTI_ERROR_NULL) }
  return ModelBox.at(address).model.set(String(cString: key), to: String(cString: value))
}

extension BatchModel {
  /// Sets a choice and returns an error of the C interface.
  fileprivate mutating func set(_ key: String, to value: String) -> Int32 {
    switch key {
    case "method": set(\.method, BatchMethod(rawValue: value == "FE" ? "EE" : value))
    case "test": set(\.test, CoefficientTest(rawValue: value))
    case "level": set(\.level, parseNumber(value).flatMap { $0 > 0 && $0 < 100 ? $0 : nil })
    case "i2": set(\.i2Basis, I2Basis(rawValue: value))
    case "prediction_interval": set(\.predictionInterval, PredictionIntervalMethod(rawValue: value))
    default: code(TUTTI_ERROR_KEY)
    }
  }

  private mutating func set<Value>(_ path: WritableKeyPath<BatchModel, Value>, _ value: Value?) -> Int32 {
    guard let value else { return code(TUTTI_ERROR_VALUE) }
    self[keyPath: path] = value
    return code(TUTTI_OK)
  }
}

/// An error of the C interface as its functions return it.
func code(_ error: tutti_error) -> Int32 { Int32(error.rawValue) }
