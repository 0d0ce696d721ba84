/** Fills the demo institutions. Needs the app's own environment and MIGRATION_DATABASE_URL (to create their rows). */
import { closeDatabase } from '@/lib/platform/db'
import { seedDemo } from '@/prisma/seed/seed-demo'

async function main(): Promise<void> {
  const ownerUrl = process.env.MIGRATION_DATABASE_URL
  if (!ownerUrl) throw new Error('MIGRATION_DATABASE_URL must be set')
  const seeded = await seedDemo(ownerUrl)
  console.log(seeded.length ? `Seeded ${seeded.join('; ')}` : 'The demo is in place')
  await closeDatabase()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
