import { Badge } from '@/components/ui/badge'
import type { ChangeStatus } from '@/lib/governance/changes/schema'
import { STATUSES } from '../change-words'

/** Where a change stands. */
export function StatusBadge({ status }: { status: ChangeStatus }) {
  return <Badge tone={STATUSES[status].tone}>{STATUSES[status].label}</Badge>
}
