import { getVelocityOperation } from '@/lib/governance/velocity/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getVelocityOperation)
