import type { ListedKind, ListType } from '@/lib/desk/watchlists/schema'

/** How the page speaks of lists and of what stands on them. */
export const LIST_LABELS: Record<ListType, string> = { blocked: 'Blocked', trusted: 'Trusted' }
export const LISTED_KIND_LABELS: Record<ListedKind, string> = {
  account: 'Account',
  device: 'Device',
  phone: 'Phone',
}

export const LIST_EFFECTS: Record<ListType, string> = {
  blocked: 'From the next score on, every transaction with one of these is blocked, whatever the model says.',
  trusted:
    'From the next score on, transactions with one of these are approved, whatever the model says, unless another party is blocked.',
}
