import { apiRoutes } from '@/lib/http/api-route'
import { openLiveStreamOperation } from '@/lib/live/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(openLiveStreamOperation)
