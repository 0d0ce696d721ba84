import { listUrl } from '@/components/list-page/list-url'

export const PAGE_SIZE = 20

/** The page of the versions. */
export const policyUrl = listUrl({ path: '/settings/policy', fields: {} })
