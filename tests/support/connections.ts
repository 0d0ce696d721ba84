import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

/** The first transaction of a test file loads code and connects, which can exceed the time limit of callers. */
beforeAll(async () => {
  for (let attempt = 1; ; attempt++) {
    try {
      await withTenant({ tenantId: newId() }, (tx) => tx.user.count())
      return
    } catch (error) {
      if (attempt === 10) throw error
      await sleep(100)
    }
  }
})

/** Every test file of a project with a database closes its connections. */
afterAll(() => closeDatabase())
