import { apiRoutes } from '@/lib/http/api-route'
import { setThresholdOperation } from '@/lib/governance/changes/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(setThresholdOperation)
