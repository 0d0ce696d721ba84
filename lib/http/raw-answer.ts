/** An answer that goes out byte for byte: a stored replay, or a body that is not JSON. */
export class RawAnswer {
  constructor(
    readonly status: number,
    readonly bodyText: string,
    /** Lower-case names; content-type defaults to application/json. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}
