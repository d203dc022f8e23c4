import StudyRecords
import Testing

@testable import StudyFiles

/// One analysis as it was read, with missing studies `nil`.
struct ReadAnalysis: Hashable {
  var id: String?
  var studies: [Study?]
  var fault: RowFault?
  /// The line it begins on, counted from 1.
  var line: Int

  struct Study: Hashable {
    var yi: Double
    var vi: Double
  }
}

/// All analyses of a source, read one part after the other.
func analyses(of source: some PanelSource) throws -> [ReadAnalysis] {
  let part = PanelPart()
  var all: [ReadAnalysis] = []
  while try source.read(into: part) {
    source.parse(part)
    source.link(part)
    source.forEachBlock(of: part) { block, firstLine in
      let faults = Dictionary(uniqueKeysWithValues: block.faults.map { ($0.analysis, $0.fault) })
      for analysis in 0..<block.analyses {
        var studies: [ReadAnalysis.Study?] = []
        for study in 0..<block.studies {
          let place =
            block.isStudyMajor ? study * block.analyses + analysis : analysis * block.studies + study
          let (yi, vi) = (block.yi[place], block.vi[place])
          studies.append(yi.isNaN || vi.isNaN ? nil : .init(yi: yi, vi: vi))
        }
        all.append(
          ReadAnalysis(
            id: block.hasIDs ? String(decoding: block.id(analysis), as: UTF8.self) : nil,
            studies: studies, fault: faults[analysis],
            line: block.hasLines ? firstLine + block.line(analysis) + 1 : 0))
      }
    }
  }
  return all
}

/// All analyses of a text, read in parts of a size.
func analyses(
  _ text: String, header: TextPanel.Header = .present(nil), isGrouped: Bool = false, partSize: Int = 1 << 18
) throws -> [ReadAnalysis] {
  try analyses(of: panel(text, header: header, isGrouped: isGrouped, partSize: partSize))
}

/// A reader of a text.
func panel(
  _ text: String, header: TextPanel.Header = .present(nil), isGrouped: Bool = false, partSize: Int = 1 << 18,
  mostNames: Int = SeenNames.most
) throws -> TextPanel {
  try TextPanel(
    MemorySource(Array(text.utf8)), name: "panel.csv", header: header, separator: nil, isGrouped: isGrouped,
    partSize: partSize, mostNames: mostNames)
}
