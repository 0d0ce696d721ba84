/** Storing entries of the watchlists, which the scoring path reads. Server only. */
export { addEntries, findActive, keyOf, lockListed, type NewEntry } from './add-entries'
export { type AuditedRow, auditState, entryEvent } from './entry-event'
