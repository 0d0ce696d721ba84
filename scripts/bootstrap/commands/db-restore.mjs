import { folderArgument, LOCATIONS, openAndStop, whileStopped } from '../embedded-backup.mjs'
import { say, step } from '../output.mjs'

/** `npm run db:restore -- --from DIR` */
export async function run(args) {
  const from = folderArgument(args, 'from', 'Usage: npm run db:restore -- --from DIR')
  await whileStopped(async () => {
    // Not before the packages are installed: it brings the embedded Postgres.
    const { restore } = await import('../../backup/restore.mjs')
    const { files, madeAt } = await step('Copying and comparing hashes', () =>
      restore({ ...LOCATIONS, from }),
    )
    await step('Opening the restored database', openAndStop)
    say(`\nRestored ${files} files of ${madeAt}. Next: npm run audit:verify, then npm start.`)
  })
}
