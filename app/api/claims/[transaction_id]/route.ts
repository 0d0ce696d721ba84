import { claimAlertOperation, releaseClaimOperation } from '@/lib/desk/claims/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  claimAlertOperation,
  releaseClaimOperation,
)
