import type { Prisma } from '@/lib/platform/db'
import type { ExplorationSettings } from './schema'

export const presentSettings = (
  row: Prisma.ExplorationSettingsGetPayload<object>,
): NonNullable<ExplorationSettings> => ({
  version: row.version,
  share: row.share,
  amount_cap: row.amountCap.toFixed(),
  daily_budget: row.dailyBudget.toFixed(),
  changed_at: row.createdAt.toISOString(),
})
