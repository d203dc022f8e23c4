import BundledDatasets

extension Catalogue {
  /// A list of data sets.
  public static func datasets(_ datasets: [BundledDataset]) -> Catalogue {
    let rows = datasets.map { dataset in
      [
        dataset.name, dataset.title, String(dataset.rowCount), dataset.measures.joined(separator: " "),
        dataset.citation, dataset.doi ?? "",
      ]
    }
    let columns: [ReportTable.Column] = [
      .init("Name", .left), .init("Title", .left), .init("Rows"), .init("Measures", .left, isWide: true),
      .init("Source", .left, isWide: true), .init("DOI", .left, isWide: true),
    ]
    return Catalogue(
      report: Report(
        title: "Bundled data sets",
        blocks: [.table(ReportTable(columns: columns, rows: rows.map { $0.map { .text($0) } }))]),
      json: .object([
        "schema": "tutti.datasets/1", "engine": Engine.json, "datasets": .list(datasets.map(summary)),
      ]), rows: [["name", "title", "rows", "measures", "citation", "doi"]] + rows)
  }

  /// What is known of a data set.
  public static func dataset(_ dataset: BundledDataset) -> Catalogue {
    let facts: [Report.Fact] = [
      .init("Source", dataset.citation), .init("DOI", dataset.doi ?? "none"), .init("A row is", dataset.row),
      .init("Rows", String(dataset.rowCount)), .init("Measures", dataset.measures.joined(separator: ", ")),
      .init("Example", "tutti fit dataset:\(dataset.name) \(dataset.example)"), .init("Remarks", dataset.notes),
    ]
    let rows = dataset.columns.map { [$0.name, $0.role ?? "", $0.meaning, $0.unit] }
    let published = dataset.published.map { value in
      [
        value.measure, value.method, value.quantity, value.value, value.scale, value.reproduced ? "yes" : "no",
        value.source,
      ]
    }
    var blocks: [Report.Block] = [
      .facts(heading: nil, facts), table(["Column", "Role", "Meaning", "Unit"], rows),
    ]
    if !published.isEmpty {
      blocks.append(
        table(["Measure", "Method", "Quantity", "Printed", "Scale", "Reproduced", "Source"], published))
    }
    return Catalogue(
      report: Report(title: dataset.title, blocks: blocks), json: details(dataset),
      rows: [["column", "role", "meaning", "unit"]] + rows)
  }

  private static func summary(_ dataset: BundledDataset) -> JSONValue { .object(members(dataset)) }

  private static func members(_ dataset: BundledDataset) -> [JSONValue.Member] {
    let members: KeyValuePairs<String, JSONValue> = [
      "name": .text(dataset.name), "title": .text(dataset.title), "rows": .integer(dataset.rowCount),
      "measures": .list(dataset.measures.map { .text($0) }), "citation": .text(dataset.citation),
      "doi": .text(dataset.doi), "synthetic": .flag(dataset.isSynthetic),
      "pool": .flag(!dataset.isForDisplayOnly),
      "example": .text(dataset.example),
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
  }

  private static func details(_ dataset: BundledDataset) -> JSONValue {
    let further: KeyValuePairs<String, JSONValue> = [
      "row": .text(dataset.row), "notes": .text(dataset.notes),
      "columns": .list(
        dataset.columns.map {
          .object([
            "name": .text($0.name), "role": .text($0.role), "meaning": .text($0.meaning),
            "unit": .text($0.unit),
          ])
        }),
      "published": .list(
        dataset.published.map {
          .object([
            "measure": .text($0.measure), "method": .text($0.method), "arguments": .text($0.arguments),
            "rows": .text($0.rows), "quantity": .text($0.quantity), "value": .text($0.value),
            "scale": .text($0.scale), "reproduced": .flag($0.reproduced), "note": .text($0.note),
            "source": .text($0.source), "read_in": .text($0.readIn),
          ])
        }),
    ]
    return .object(members(dataset) + further.map { JSONValue.Member(key: $0.key, value: $0.value) })
  }
}
