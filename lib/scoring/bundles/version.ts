/** What names the bundle of a registered version: shipped ones by name, those of an institution by hash. */
export interface BundleVersion {
  name: string
  version: string
  manifestSha256: string
  /** `shipped` or `institution`. */
  origin: string
}

export const isShipped = ({ origin }: Pick<BundleVersion, 'origin'>): boolean => origin === 'shipped'
