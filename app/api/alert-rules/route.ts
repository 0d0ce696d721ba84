import { apiRoutes } from '@/lib/http/api-route'
import { createAlertRuleOperation, listAlertRulesOperation } from '@/lib/messaging/alerts/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  createAlertRuleOperation,
  listAlertRulesOperation,
)
