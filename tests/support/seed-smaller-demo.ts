/** Fills the demo institutions as scripts/seed.ts does, with a third of the customers: enough for a full page of every list. */
import { closeDatabase } from '@/lib/platform/db'
import { DEMO_BANKS } from '@/prisma/seed/demo-banks'
import { seedDemo } from '@/prisma/seed/seed-demo'
import { testSetting } from './postgres'

const banks = DEMO_BANKS.map(({ world, ...bank }) => ({
  ...bank,
  world: { ...world, customers: Math.max(50, Math.round(world.customers / 3)) },
}))

async function main(): Promise<void> {
  await seedDemo(testSetting('MIGRATION_DATABASE_URL'), banks)
  await closeDatabase()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
