/** Planned events in order of time; ties in the order of planning. */
export class Agenda {
  private readonly items: { atMs: number; act: () => Promise<void> }[] = []

  add(atMs: number, act: () => Promise<void>): void {
    let at = this.items.length
    while (at > 0 && (this.items[at - 1]?.atMs ?? 0) > atMs) at--
    this.items.splice(at, 0, { atMs, act })
  }

  /** True when an event is planned for that time or earlier. */
  isDue(nowMs: number): boolean {
    return (this.items[0]?.atMs ?? Infinity) <= nowMs
  }

  async runNext(): Promise<void> {
    await this.items.shift()?.act()
  }
}
