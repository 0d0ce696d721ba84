/** What is going to happen, in order of time; what is planned for one moment in the order in which it was planned. */
export class Agenda {
  private readonly items: { atMs: number; act: () => Promise<void> }[] = []

  add(atMs: number, act: () => Promise<void>): void {
    let at = this.items.length
    while (at > 0 && (this.items[at - 1]?.atMs ?? 0) > atMs) at--
    this.items.splice(at, 0, { atMs, act })
  }

  /** True where something is planned for then or earlier. */
  isDue(nowMs: number): boolean {
    return (this.items[0]?.atMs ?? Infinity) <= nowMs
  }

  async runNext(): Promise<void> {
    await this.items.shift()?.act()
  }
}
