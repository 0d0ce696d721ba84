import { apiRoutes } from '@/lib/http/api-route'
import { getReplayStatusOperation } from '@/lib/scoring/replay/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(getReplayStatusOperation)
