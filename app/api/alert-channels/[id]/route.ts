import { apiRoutes } from '@/lib/http/api-route'
import { changeAlertChannelOperation, deleteAlertChannelOperation } from '@/lib/messaging/delivery/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  changeAlertChannelOperation,
  deleteAlertChannelOperation,
)
