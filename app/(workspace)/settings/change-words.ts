import type { BadgeTone } from '@/components/ui/badge'
import type { ChangeKindName, ChangeStatus } from '@/lib/governance/changes/schema'

export const KIND_LABELS: Record<ChangeKindName, string> = {
  policy: 'Policy',
  'watchlist-bulk': 'Lists in bulk',
  'model-production': 'Production model',
  canary: 'Canary',
  exploration: 'Exploration',
  'four-eyes': 'Four eyes',
  sandbox: 'Sandbox',
  velocity: 'Velocity',
}

export const STATUSES: Record<ChangeStatus, { label: string; tone: BadgeTone }> = {
  pending: { label: 'Waits for approval', tone: 'outline-medium' },
  scheduled: { label: 'Scheduled', tone: 'outline-info' },
  applied: { label: 'Applied', tone: 'outline-good' },
  rejected: { label: 'Rejected', tone: 'outline-high' },
  withdrawn: { label: 'Withdrawn', tone: 'outline-neutral' },
  stale: { label: 'Did not take effect', tone: 'outline-high' },
}

export const changeHref = (id: string): string => `/settings/changes/${id}`
