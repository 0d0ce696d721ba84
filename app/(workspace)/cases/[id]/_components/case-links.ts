import { callApi } from '@/components/http/api-client'
import type { EntityRef } from '@/lib/contract/entities'
import type { CaseEntityRole } from '@/lib/desk/cases/schema'
import type { Act } from './case-editing'

/** Links an object to a case and removes the link: each action is the undo of the other. */
export const linkTransaction =
  (caseId: string, transactionId: string): Act =>
  () =>
    callApi('POST /api/cases/{id}/transactions', {
      params: { id: caseId },
      body: { transaction_ids: [transactionId] },
    })

export const unlinkTransaction =
  (caseId: string, transactionId: string): Act =>
  () =>
    callApi('DELETE /api/cases/{id}/transactions/{transaction_id}', {
      params: { id: caseId, transaction_id: transactionId },
    })

/** For a linked entity this changes the role. */
export const linkEntity =
  (caseId: string, { kind, id }: EntityRef, role: CaseEntityRole): Act =>
  () =>
    callApi('POST /api/cases/{id}/entities', {
      params: { id: caseId },
      body: { entities: [{ kind, id, role }] },
    })

export const unlinkEntity =
  (caseId: string, { kind, id }: EntityRef): Act =>
  () =>
    callApi('DELETE /api/cases/{id}/entities/{kind}/{entity_id}', {
      params: { id: caseId, kind, entity_id: id },
    })
