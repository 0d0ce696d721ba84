import { apiRoutes } from '@/lib/http/api-route'
import { removeAccountFromWatchlistOperation } from '@/lib/desk/watchlists/api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(removeAccountFromWatchlistOperation)
