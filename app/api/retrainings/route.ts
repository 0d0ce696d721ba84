import { apiRoutes } from '@/lib/http/api-route'
import { listRetrainingsOperation, requestRetrainingOperation } from '@/lib/governance/retraining/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  listRetrainingsOperation,
  requestRetrainingOperation,
)
