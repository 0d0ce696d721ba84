import { apiRoutes } from '@/lib/http/api-route'
import { changeWatchlistEntryOperation, removeFromWatchlistOperation } from '@/lib/desk/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  changeWatchlistEntryOperation,
  removeFromWatchlistOperation,
)
