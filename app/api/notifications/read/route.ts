import { apiRoutes } from '@/lib/http/api-route'
import { readNotificationsOperation } from '@/lib/messaging/notifications/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(readNotificationsOperation)
