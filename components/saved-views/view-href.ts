import type { SavedView } from '@/lib/desk/saved-views/schema'

/** The address of a saved view. */
export const viewHref = ({ page, query }: Pick<SavedView, 'page' | 'query'>): string =>
  query === '' ? `/${page}` : `/${page}?${query}`
