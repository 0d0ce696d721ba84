import { apiRoutes } from '@/lib/http/api-route'
import { resendAlertOperation } from '@/lib/messaging/delivery/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(resendAlertOperation)
