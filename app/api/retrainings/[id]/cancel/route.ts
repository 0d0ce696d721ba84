import { apiRoutes } from '@/lib/http/api-route'
import { cancelRetrainingOperation } from '@/lib/governance/retraining/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(cancelRetrainingOperation)
