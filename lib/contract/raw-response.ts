/** An answer that goes out byte for byte: a stored replay, a body that is not JSON, or one that is still being made. */
export class RawResponse {
  constructor(
    readonly status: number,
    readonly bodyText: string | ReadableStream<Uint8Array>,
    /** Lower-case names; content-type defaults to application/json. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** 204, from an operation that says in its response when there is nothing. */
export const NOTHING = new RawResponse(204, '')
