import { Segments } from '@/components/layout/segments'
import { type QueueFilter, queueHref } from '../search-params'

interface QueueOrderProps {
  filter: QueueFilter
  bare?: boolean
  className?: string
}

/** What comes first, as links. */
export function QueueOrder({ filter, ...look }: QueueOrderProps) {
  const choose = (label: string, order: QueueFilter['order']) => ({
    label,
    href: queueHref({ ...filter, order }),
    active: filter.order === order,
  })
  return (
    <Segments label="Order" {...look} options={[choose('Expected loss', 'loss'), choose('Newest', 'time')]} />
  )
}
