import { apiRoutes } from '@/lib/http/api-route'
import { openLiveStreamOperation } from '@/lib/messaging/live/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(openLiveStreamOperation)
