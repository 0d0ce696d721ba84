/** Filters and responses of transactions; safe to import in the browser. */
export * from './detail-schema'
export * from './filter'
export * from './former-names'
export * from './list-schema'
