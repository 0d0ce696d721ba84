import { DECISION_STATUS_LABELS, OUTCOMES, RISK_LABELS } from '@/components/fraud/labels'
import { type QueueFilter, queueHref } from '../search-params'
import { Segments } from './segments'

/** The filters are links: they work before any script does, and each shows where it leads. */
export function QueueFilters({ view }: { view: QueueFilter }) {
  const { risk, status, outcome, order } = view
  const to = (change: Partial<QueueFilter>) => queueHref({ risk, status, outcome, order, ...change })
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-3" data-queue-filters>
      <Segments
        label="Risk"
        options={[
          { label: 'All', href: to({ risk: undefined }), active: risk === undefined },
          ...(['high', 'medium', 'low'] as const).map((band) => ({
            label: RISK_LABELS[band],
            href: to({ risk: band }),
            active: risk === band,
          })),
        ]}
      />
      <Segments
        label="Decision"
        options={(['pending', 'decided', 'all'] as const).map((value) => ({
          label: DECISION_STATUS_LABELS[value],
          href: to({ status: value }),
          active: status === value,
        }))}
      />
      <Segments
        label="Outcome"
        options={[
          { label: 'All', href: to({ outcome: undefined }), active: outcome === undefined },
          ...(['block', 'review', 'approve'] as const).map((value) => ({
            label: OUTCOMES[value].label,
            href: to({ outcome: value }),
            active: outcome === value,
          })),
        ]}
      />
      <Segments
        label="Order"
        options={[
          { label: 'Expected loss', href: to({ order: 'loss' }), active: order === 'loss' },
          { label: 'Last scored', href: to({ order: 'time' }), active: order === 'time' },
        ]}
      />
    </div>
  )
}
