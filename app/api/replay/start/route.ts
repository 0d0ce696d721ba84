import { apiRoutes } from '@/lib/http/api-route'
import { startReplayOperation } from '@/lib/scoring/replay/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(startReplayOperation)
