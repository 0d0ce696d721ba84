import { closeDatabase } from '@/lib/platform/db'

/** Every test file of a project with a database lets go of its connections. */
afterAll(() => closeDatabase())
