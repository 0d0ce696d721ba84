import { apiRoutes } from '@/lib/http/api-route'
import {
  getRetrainingScheduleOperation,
  setRetrainingScheduleOperation,
} from '@/lib/governance/retraining/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  getRetrainingScheduleOperation,
  setRetrainingScheduleOperation,
)
