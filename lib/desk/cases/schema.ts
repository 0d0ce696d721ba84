/** Cases as the outside sees them; safe to import in the browser. */
export * from './responses'
export * from './bodies'
export * from './sla-policies/schema'
export * from './vocabulary'
