import { existsSync } from 'node:fs'
import path from 'node:path'
import { backUp } from '../../backup/back-up.mjs'
import { folderArgument, LOCATIONS, openAndStop, whileStopped } from '../embedded-backup.mjs'
import { say, step, StepError } from '../output.mjs'

/** `npm run db:backup -- --out DIR` */
export async function run(args) {
  const out = folderArgument(args, 'out', 'Usage: npm run db:backup -- --out DIR')
  await whileStopped(async () => {
    if (!existsSync(path.join(LOCATIONS.dataDir, 'PG_VERSION')))
      throw new StepError(`${LOCATIONS.dataDir} holds no database.`)
    await step('Stopping the database cleanly', openAndStop)
    const { files, bytes } = await step('Copying', () => backUp({ ...LOCATIONS, out }))
    say(
      `\n${out} holds ${files} files, ${(bytes / 2 ** 20).toFixed(0)} MiB, with the secrets. Keep it as safe as the data.`,
    )
  })
}
