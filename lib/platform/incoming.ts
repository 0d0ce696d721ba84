/** The part of a request that authentication, limits and operations read. A web Request has it. */
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
