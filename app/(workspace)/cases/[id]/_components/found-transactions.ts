import type { ApiResponse } from '@/components/http/api-types'

export type FoundTransactions = ApiResponse<'GET /api/investigate'>
export type FoundTransaction = FoundTransactions['items'][number]
