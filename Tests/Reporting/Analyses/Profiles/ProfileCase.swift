import Analyses
import MetaAnalysis
import Testing
import _TestSupport

/// One case of `Tests/References/profiles`.
struct ProfileCase {
  let name: String
  let profile: Profile
  let measure: Measure?
  let table: StudyTable
  /// The choices that the case changes.
  let changes: [(ConventionKey, String)]
  let expect: Reference

  /// The cases of a profile.
  static func all(of profile: String) throws -> [ProfileCase] {
    let data = try Reference.file("profiles/data.json")
    return try Reference.file("profiles/\(profile).json")["cases"].list.map {
      try ProfileCase($0, of: try Profile.named(profile), data)
    }
  }

  private init(_ item: Reference, of profile: Profile, _ data: Reference) throws {
    let (set, code, variant) = (item["data"].text ?? "", item["measure"].text ?? "", item["variant"].text ?? "")
    try self.init(set, code, variant, of: profile, data, expect: item["expect"])
  }

  /// A case from its names.
  init(
    _ set: String, _ code: String, _ variant: String, of profile: Profile, _ data: Reference,
    expect: Reference = .null
  ) throws {
    name = "\(set).\(code).\(profile.name).\(variant)"
    self.profile = profile
    self.expect = expect
    let codes = ["PLOGIT": "PLO", "PRAW": "PR"]
    measure = code == "GEN" ? nil : try Measure(named: codes[code] ?? code)
    table = try StudyTable(
      name: set,
      columns: data[set]["columns"].object.sorted { $0.key < $1.key }.map {
        .init(name: $0.key, numbers: $0.value.numbers)
      })
    changes = try #require(
      [
        "default": [], "Inverse": [(.commonPooling, "IV"), (.proportionModel, "IV")],
        "Peto": [(.commonPooling, "PETO")], "MH-exact": [(.poolingAddition, "none")],
        "rma.mh": [(.commonPooling, "MH")], "rma.peto": [(.commonPooling, "PETO")],
      ][variant])
  }

  /// The analysis under the profile's conventions with the case's changes and further ones.
  func analyse(_ change: (Conventions) throws -> Conventions = { $0 }) throws -> PooledAnalysis {
    try change(conventions).analyse(table, measure: measure)
  }

  /// The profile's conventions with the case's changes.
  var conventions: Conventions {
    get throws {
      var conventions = profile.conventions
      for (key, value) in changes { conventions = try conventions.setting(key, to: value) }
      return conventions
    }
  }
}
