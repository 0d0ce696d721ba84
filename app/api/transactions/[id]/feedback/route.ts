import { apiRoutes } from '@/lib/http/api-route'
import { giveFeedbackOperation, undoFeedbackOperation } from '@/lib/desk/decisions/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  giveFeedbackOperation,
  undoFeedbackOperation,
)
