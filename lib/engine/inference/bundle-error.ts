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

/** Not `instanceof`: each bundle of a process has its own class (see singleton.ts). */
export const isBundleError = (error: unknown): error is BundleError =>
  error instanceof Error && error.name === 'BundleError'
