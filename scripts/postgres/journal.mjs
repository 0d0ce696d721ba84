// The files of the journal (WAL), made before anybody waits for them.

/** Of 16 MB each; as many as `min_wal_size` keeps. */
const FILES = 32
export const JOURNAL_SETTINGS = { min_wal_size: `${FILES * 16}MB` }

/**
 * Fills so many files and lets them be used again. A cluster that has run for a while has them; a new one would make each when
 * the last is full, within the commit that needs it: 50 ms, every third batch of a thousand scores.
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
