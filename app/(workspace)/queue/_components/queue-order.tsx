import { Segments } from '@/components/layout/segments'
import { type QueueFilter, queueUrl } from '../search-params'

interface QueueOrderProps {
  filter: QueueFilter
  bare?: boolean
  className?: string
}

/** The orders as links. */
export function QueueOrder({ filter, ...look }: QueueOrderProps) {
  const choose = (label: string, order: QueueFilter['order']) => ({
    label,
    href: queueUrl.href({ ...filter, order }),
    active: filter.order === order,
  })
  return (
    <Segments label="Order" {...look} options={[choose('Expected loss', 'loss'), choose('Newest', 'time')]} />
  )
}
