import { apiRoutes } from '@/lib/http/api-route'
import { removeFromWatchlistOperation } from '@/lib/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE } = apiRoutes(removeFromWatchlistOperation)
