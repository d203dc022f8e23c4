import MetaAnalysis

/// A list of things Tutti knows, printed from the code that implements them.
public struct Catalogue: Reportable, Hashable, Sendable {
  /// The list for people.
  public let report: Report
  /// The list for programs.
  public let json: JSONValue
  /// The list as CSV, its first line the header.
  public let csv: String

  init(report: Report, json: JSONValue, rows: [[String]]) {
    self.report = report
    self.json = json
    var writer = CSVWriter()
    for row in rows {
      for cell in row { writer.append(text: cell) }
      writer.endRow()
    }
    csv = writer.text
  }

  /// The list for people; there is only one form.
  public func report(details: Bool, decimals: Int?) -> Report { report }
}

extension Catalogue {
  /// All effect measures.
  public static var measures: Catalogue {
    let measures = Measure.allCases.map(\.definition)
    let header = ["code", "name", "inputs", "formula", "variances", "scale", "sources"]
    let rows = measures.map { measure in
      [
        measure.code, measure.name, inputs(of: measure), measure.formula,
        measure.details.variances.map { "\($0.type.rawValue): \($0.formula)" }.joined(separator: "; "),
        measure.backTransform.code, measure.sources.map(\.citation).joined(separator: "; "),
      ]
    }
    let columns: [ReportTable.Column] = [
      .init("Code", .left), .init("Measure", .left), .init("Inputs", .left, isWide: true),
      .init("Estimate", .left, isWide: true), .init("Sampling variance", .left, isWide: true),
      .init("Scale", .left),
      .init("Sources", .left, isWide: true),
    ]
    return Catalogue(
      report: Report(
        title: "Effect measures",
        blocks: [.table(ReportTable(columns: columns, rows: rows.map { $0.map { .text($0) } }))]),
      json: .object([
        "schema": "tutti.measures/1", "engine": Engine.json, "measures": .list(measures.map(json)),
      ]), rows: [header] + rows)
  }

  /// One measure with its formulas.
  public static func measure(_ measure: Measure) -> Catalogue {
    let definition = measure.definition
    var facts: [Report.Fact] = [
      .init("Code", definition.code), .init("Name", definition.name), .init("Estimate", definition.formula),
    ]
    facts += definition.details.variances.map { .init("Variance \($0.type.rawValue)", $0.formula) }
    facts += definition.routes.map { .init("Inputs", $0.map(\.rawValue).joined(separator: ", ")) }
    facts += [
      .init("Scale people read", definition.naturalName),
      .init("Back-transformation", definition.backTransform.code),
      .init("No effect", definition.nullValue.map(numberText) ?? "none"),
    ]
    facts += definition.sources.map { .init("Source", $0.citation) }
    return Catalogue(
      report: Report(title: definition.name, blocks: [.facts(heading: nil, facts)]), json: json(definition),
      rows: [["field", "value"]] + facts.map { [$0.label, $0.value] })
  }

  /// Every name of the outputs.
  public static var glossary: Catalogue {
    let rows = Glossary.all.map { [$0.name, $0.meaning, $0.unit] }
    return Catalogue(
      report: Report(
        title: "Columns and members of the outputs", blocks: [table(["Name", "Meaning", "Unit"], rows)]),
      json: .object([
        "schema": "tutti.glossary/1", "engine": Engine.json,
        "entries": .list(
          Glossary.all.map { entry in
            .object(["name": .text(entry.name), "meaning": .text(entry.meaning), "unit": .text(entry.unit)])
          }),
      ]), rows: [["name", "meaning", "unit"]] + rows)
  }

  /// The roles that columns play, and the forms in which studies report.
  public static var roles: Catalogue {
    let roles = Role.allCases.map { [$0.rawValue, RoleMeanings.meaning(of: $0)] }
    let formats = StudyFormat.allCases.map { format in
      [
        format.rawValue, format.name,
        format.alternatives.map { $0.map(\.rawValue).joined(separator: " ") }.joined(separator: "; or "),
      ]
    }
    return Catalogue(
      report: Report(
        title: "Roles of columns, for --columns role=column",
        blocks: [table(["Role", "Meaning"], roles), table(["Format", "Meaning", "Columns"], formats)]),
      json: .object([
        "schema": "tutti.roles/1", "engine": Engine.json,
        "roles": .list(roles.map { .object(["name": .text($0[0]), "meaning": .text($0[1])]) }),
        "formats": .list(
          formats.map { .object(["name": .text($0[0]), "meaning": .text($0[1]), "columns": .text($0[2])]) }),
      ]), rows: [["name", "meaning"]] + roles + formats.map { [$0[0], "format: \($0[1]), from \($0[2])"] })
  }

  static func table(_ headings: [String], _ rows: [[String]]) -> Report.Block {
    .table(
      ReportTable(
        columns: headings.map { ReportTable.Column($0, .left) }, rows: rows.map { $0.map { .text($0) } }))
  }

  private static func inputs(of measure: any EffectMeasure) -> String {
    measure.routes.map { $0.map(\.rawValue).joined(separator: " ") }.joined(separator: " | ")
  }

  private static func json(_ measure: any EffectMeasure) -> JSONValue {
    .object([
      "code": .text(measure.code), "name": .text(measure.name), "natural_name": .text(measure.naturalName),
      "routes": .list(measure.routes.map { .list($0.map { .text($0.rawValue) }) }),
      "formula": .text(measure.formula),
      "variances": .list(
        measure.details.variances.map {
          .object(["vtype": .text($0.type.rawValue), "formula": .text($0.formula)])
        }), "scale": .text(measure.backTransform.code), "null_value": .number(measure.nullValue),
      "sources": .list(
        measure.sources.map { .object(["citation": .text($0.citation), "doi": .text($0.doi)]) }),
    ])
  }
}
