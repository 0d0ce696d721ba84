/** The bundle is invalid: names the file and the reason. */
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
