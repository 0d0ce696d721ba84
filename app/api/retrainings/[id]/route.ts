import { apiRoutes } from '@/lib/http/api-route'
import { getRetrainingOperation } from '@/lib/governance/retraining/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getRetrainingOperation)
