/** What does not match, in words. Keeps the first ones and counts the rest, so that a destroyed table fills no memory. */
export class Findings {
  readonly first: string[] = []
  count = 0

  constructor(private readonly kept = 20) {}

  add(words: string): void {
    this.count += 1
    if (this.first.length < this.kept) this.first.push(words)
  }

  lines(): string[] {
    const more = this.count - this.first.length
    return [...this.first, ...(more > 0 ? [`and ${more} more`] : [])]
  }
}
