import { apiRoutes } from '@/lib/http/api-route'
import { openLiveSocketOperation } from '@/lib/messaging/live/api'

/** Reached without the upgrade only: the HTTP server itself serves WebSockets (lib/http/sockets.ts). */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(openLiveSocketOperation)
