import type { ListedKind, ListType } from '@/lib/desk/watchlists/schema'

/** The texts of the page for lists and their entries. */
export const LIST_LABELS: Record<ListType, string> = { blocked: 'Blocked', trusted: 'Trusted' }
export const LISTED_KIND_LABELS: Record<ListedKind, string> = {
  account: 'Account',
  device: 'Device',
  phone: 'Phone',
}

export const LIST_EFFECTS: Record<ListType, string> = {
  blocked:
    'From the next score on, every transaction with one of these entries is blocked, whatever its score.',
  trusted:
    'From the next score on, transactions with one of these entries are approved, whatever their score, unless another party is blocked. A trusted device or phone alone does not approve what the score blocks.',
}
