import { apiRoutes } from '@/lib/http/api-route'
import { listChangesOperation, requestChangeOperation } from '@/lib/governance/changes/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listChangesOperation,
  requestChangeOperation,
)
