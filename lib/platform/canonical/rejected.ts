/** Why a text has no canonical form, in the words of a field error: "must not contain U+200B". */
export interface Rejected {
  readonly reason: string
}

/** A canonical text, or why there is none. Compare by type, so that several bundles of one process agree. */
export type Canonical = string | Rejected

export const rejected = (reason: string): Rejected => ({ reason })

export const isRejected = (canonical: Canonical): canonical is Rejected => typeof canonical !== 'string'
