// Creates the files of the journal (WAL) before they are needed.

/** The number of files of 16 MB each; as many as `min_wal_size` keeps. */
const FILES = 32
export const JOURNAL_SETTINGS = { min_wal_size: `${FILES * 16}MB` }

/**
 * Fills a number of WAL files and recycles them. A new cluster has none and would create each within the commit that
 * needs it: 50 ms, every third batch of a thousand scores.
 */
export async function makeJournalAhead(client) {
  await client.connect()
  try {
    for (let file = 0; file < FILES; file++) {
      // Without a record since the last switch there is nothing to switch from.
      await client.query(`select pg_logical_emit_message(false, 'sentinel', 'journal ahead')`)
      await client.query('select pg_switch_wal()')
    }
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}
