import { listUrl } from '@/components/list-page/list-url'

export const PAGE_SIZE = 20

/** The retrainings have no filters: the URL holds the page only. */
export const jobsUrl = listUrl({ path: '/settings/jobs', fields: {} })
