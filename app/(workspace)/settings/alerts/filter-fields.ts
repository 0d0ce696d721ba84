import type { FilterField } from '@/components/list-page/filter-fields'
import { DELIVERY_STATUSES } from '@/lib/messaging/delivery/schema'
import { DELIVERY_LABELS } from './alert-words'

/** @param channels those that exist; a link may name a deleted one */
export function deliveryFields(channels: readonly { id: string; name: string }[]): readonly FilterField[] {
  return [
    {
      kind: 'choice',
      name: 'status',
      label: 'Status',
      unset: 'Any status',
      options: DELIVERY_STATUSES.map((status) => [status, DELIVERY_LABELS[status]]),
    },
    {
      kind: 'choice',
      name: 'channel_id',
      label: 'Channel',
      unset: 'All channels',
      options: channels.map(({ id, name }) => [id, name]),
    },
  ]
}
