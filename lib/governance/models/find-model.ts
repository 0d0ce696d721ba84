import type { Prisma, TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { isStep, type ModelStage } from './stages'

export type ModelRow = Prisma.ModelVersionGetPayload<object>

export const nameOf = ({ name, version }: Pick<ModelRow, 'name' | 'version'>): string => `${name}/${version}`

/** A registered model. Another tenant's model does not exist. @throws AppError not-found */
export async function findModel(tx: TenantClient, tenantId: string, id: string): Promise<ModelRow> {
  const row = await tx.modelVersion.findFirst({ where: { tenantId, id } })
  if (!row) throw new AppError('not-found')
  return row
}

/** @throws AppError conflict where the model cannot go to this stage from where it is */
export function requireStep(row: ModelRow, to: ModelStage): void {
  if (isStep(row.stage as ModelStage, to)) return
  throw new AppError('conflict', {
    detail: `${nameOf(row)} cannot go from ${row.stage} to ${to}: the order is registered, shadow, canary, production, archived.`,
  })
}
