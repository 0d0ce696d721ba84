import { apiRoutes } from '@/lib/http/api-route'
import { listNotificationsOperation } from '@/lib/messaging/notifications/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(listNotificationsOperation)
