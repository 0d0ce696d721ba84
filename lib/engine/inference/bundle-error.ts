/** A bundle that is refused: which file, and what is wrong with it. */
export class BundleError extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${reason}`, options)
    this.name = 'BundleError'
  }
}
