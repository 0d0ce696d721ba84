import { apiRoutes } from '@/lib/http/api-route'
import {
  getNotificationPreferencesOperation,
  setNotificationPreferencesOperation,
} from '@/lib/messaging/notifications/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  getNotificationPreferencesOperation,
  setNotificationPreferencesOperation,
)
