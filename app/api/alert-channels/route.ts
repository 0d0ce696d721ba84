import { apiRoutes } from '@/lib/http/api-route'
import { createAlertChannelOperation, listAlertChannelsOperation } from '@/lib/messaging/delivery/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  createAlertChannelOperation,
  listAlertChannelsOperation,
)
