import { type ApiResult, send } from './api-client'
import type { ApiQuery, FileCall } from './api-types'

/** Fetches a file and saves it under the name that the response gives it. Returns the response's headers. */
export const downloadFile = <C extends FileCall>(call: C, query: ApiQuery<C>): Promise<ApiResult<Headers>> =>
  send(call, { query }, async (response) => {
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = nameIn(response.headers.get('content-disposition')) ?? 'export'
    link.click()
    URL.revokeObjectURL(url)
    return response.headers
  })

/** `attachment; filename="a.csv"` -> 'a.csv' */
const nameIn = (disposition: string | null): string | undefined =>
  /filename="([^"]+)"/.exec(disposition ?? '')?.[1]
