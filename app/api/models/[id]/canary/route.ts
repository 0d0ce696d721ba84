import { apiRoutes } from '@/lib/http/api-route'
import { setCanaryOperation, stopCanaryOperation } from '@/lib/governance/challengers/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(setCanaryOperation, stopCanaryOperation)
