/** Cases as the outside sees them; safe to import in the browser. */
export * from './answers'
export * from './bodies'
export * from './vocabulary'
