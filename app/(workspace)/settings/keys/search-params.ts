import { listUrl } from '@/components/list-page/list-url'

export const PAGE_SIZE = 50

/** The keys have no filters: the URL holds the page only. */
export const keysUrl = listUrl({ path: '/settings/keys', fields: {} })
