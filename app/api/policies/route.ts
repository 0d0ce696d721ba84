import { apiRoutes } from '@/lib/http/api-route'
import { listPoliciesOperation } from '@/lib/governance/changes/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listPoliciesOperation)
