import { getTunerOperation } from '@/lib/governance/tuner/api'
import { apiRoutes } from '@/lib/http/api-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getTunerOperation)
