/** A request as identity, limits and operations see it, whoever received it. A web Request is one. */
export interface IncomingRequest {
  readonly method: string
  /** Absolute, or from the root of the host. */
  readonly url: string
  readonly headers: IncomingHeaders
}

/** Names in lower case. */
export interface IncomingHeaders {
  get(name: string): string | null
  has(name: string): boolean
}
