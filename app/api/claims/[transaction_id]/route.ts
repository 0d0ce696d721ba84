import { claimAlertOperation, releaseClaimOperation } from '@/lib/claims/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(claimAlertOperation, releaseClaimOperation)
