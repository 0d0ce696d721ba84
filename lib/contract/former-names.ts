/** Former names of an operation's inputs: they work for one release, and the response says that they are deprecated. */
export type FormerNames = Readonly<Record<string, FormerName>>

export interface FormerName {
  /** The name that replaces it. */
  now: string
  /** Former value -> present value, where the values changed too. */
  values?: Readonly<Record<string, string>>
}

export interface Renamed {
  /** The day from which on the former names are deprecated: `2026-11-30`. */
  since: string
  query?: FormerNames
  body?: FormerNames
}
