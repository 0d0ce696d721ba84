import { closeDatabase, migrationsPending, sqlState } from '@/lib/platform/db'

/** Runs a command as the owner on a migrated database; prints errors as text. */
export async function runCommand(work: (ownerUrl: string, args: string[]) => Promise<string>): Promise<void> {
  try {
    const ownerUrl = process.env.MIGRATION_DATABASE_URL
    if (!ownerUrl) throw new Error('MIGRATION_DATABASE_URL must name the role that owns the schema')
    if (!(await isMigrated())) throw new Error('The database is not up to date. First: npm run db:migrate')
    console.log(await work(ownerUrl, process.argv.slice(2)))
  } catch (error) {
    console.error(`✖ ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  } finally {
    await closeDatabase()
  }
}

const UNDEFINED_TABLE = '42P01'

/** A database that was never migrated lacks the table of migrations. */
async function isMigrated(): Promise<boolean> {
  try {
    return (await migrationsPending()).length === 0
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return false
    throw error
  }
}
