import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

import { namesOf } from '@/lib/access/users'
import { CASE_FIELDS } from './plan-change'
import { type CaseRow } from './record'
import { caseKey } from './vocabulary'

interface Later {
  actor_kind: string
  actor_id: string | null
  after: Record<string, unknown>
}

/** What to answer to a change of an older version: the version of now, and who changed which fields since. */
export async function versionConflict(
  tx: TenantClient,
  tenantId: string,
  row: CaseRow,
  version: number,
): Promise<AppError> {
  const later = await tx.$queryRaw<Later[]>`
    select actor_kind, actor_id, after from audit_log
     where tenant_id = ${tenantId}::uuid and object_kind = 'case' and object_id = ${row.id}
       and action in ('case.changed', 'case.closed', 'case.reopened') and (after->>'version')::int > ${version}::int
     order by seq desc limit 50`
  const names = await namesOf(
    tx,
    tenantId,
    later.map(({ actor_kind, actor_id }) => (actor_kind === 'user' ? actor_id : null)),
  )
  const errors = CASE_FIELDS.flatMap((field) => {
    const last = later.find(({ after }) => field in after)
    const who = last && (names.get(last.actor_id ?? '') ?? 'somebody else')
    return last ? [{ field, reason: `was changed by ${who}` }] : []
  })
  return new AppError('version-conflict', {
    detail: `${caseKey(row.number)} is at version ${row.version} by now, not at ${version}.`,
    currentVersion: row.version,
    ...(errors.length > 0 && { errors }),
  })
}
