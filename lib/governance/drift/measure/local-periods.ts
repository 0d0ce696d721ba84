import type { TenantClient } from '@/lib/platform/db'

export interface LocalPeriod {
  hour: Date
  day: Date
}

interface Row extends LocalPeriod {
  at: Date
}

/** Days that are read at once: with little traffic each decision lies in another hour. */
const DAYS = 8

/** Finds the hour and the day of instants in a time zone; the database knows the zones. */
export class LocalPeriods {
  private readonly known = new Map<number, LocalPeriod>()

  constructor(private readonly timeZone: string) {}

  /** @param at the start of a quarter of an hour: hours and days of every time zone begin with one */
  async of(tx: TenantClient, at: Date): Promise<LocalPeriod> {
    const known = this.known.get(at.getTime())
    if (known) return known
    const periods = await tx.$queryRaw<Row[]>`
      select at, date_trunc('hour', at, ${this.timeZone}::text) as hour, date_trunc('day', at, ${this.timeZone}::text) as day
        from generate_series(${at}::timestamptz, ${at}::timestamptz + make_interval(hours => ${DAYS}::int * 24), '15 minutes') at`
    for (const { at: start, hour, day } of periods) this.known.set(start.getTime(), { hour, day })
    const found = this.known.get(at.getTime())
    if (!found) throw new Error(`the database knows no hour of ${at.toISOString()}`)
    return found
  }
}
