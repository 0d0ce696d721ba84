import { listUrl } from '@/components/list-page/list-url'

export const PAGE_SIZE = 20

/** Uploads have no filters: the URL holds the page only. */
export const uploadUrl = listUrl({ path: '/upload', fields: {} })
