/// Where a formula comes from: a publication, and the place in it.
public struct Source: Hashable, Sendable, Codable {
  /// Family names as cited, for example `Hedges & Olkin`.
  public var authors: String
  /// Year of publication.
  public var year: Int
  /// Digital object identifier without a resolver, or `nil` for books and older texts.
  public var doi: String?
  /// Equation, section or page, and for works without a DOI the title.
  public var place: String?

  /// A publication, optionally with its DOI and the place in it.
  public init(_ authors: String, _ year: Int, doi: String? = nil, place: String? = nil) {
    self.authors = authors
    self.year = year
    self.doi = doi
    self.place = place
  }

  /// `Hedges & Olkin (1985), p. 86, doi:10.…`: one line for catalogues and reports.
  public var citation: String {
    var text = "\(authors) (\(year))"
    if let place { text += ", \(place)" }
    if let doi { text += ", doi:\(doi)" }
    return text
  }
}
