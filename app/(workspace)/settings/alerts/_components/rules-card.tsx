import { PlainTable } from '@/components/data-table/plain-table'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { AlertRule } from '@/lib/messaging/alerts/schema'
import type { Channel } from '@/lib/messaging/delivery/schema'
import { conditionWords, timingWords } from '../alert-words'
import { RuleActions } from './rule-actions'
import { RuleDialog } from './rule-dialog'

interface RulesCardProps {
  rules: AlertRule[]
  channels: Channel[]
  currency: string
  timeZone: string
}

export function RulesCard({ rules, channels, currency, timeZone }: RulesCardProps) {
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  const setting = { channels, currency, timeZone }
  return (
    <Card>
      <CardHeader className="items-start gap-3">
        <div>
          <CardTitle>Rules</CardTitle>
          <CardNote>What you want to be told, when, and through which channels.</CardNote>
        </div>
        {channels.length === 0 ? null : <RuleDialog rule={null} {...setting} />}
      </CardHeader>
      <CardBody>
        {rules.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            {channels.length === 0
              ? 'No rule yet. Add a channel first.'
              : 'No rule yet. Nothing is sent without one.'}
          </p>
        ) : (
          <PlainTable
            caption="Rules"
            rows={rules}
            rowKey={({ id }) => id}
            columns={[
              {
                head: 'Name',
                className: 'min-w-32',
                cell: ({ name, enabled }) => (
                  <>
                    <span className="block break-words">{name}</span>
                    {enabled ? null : <Badge>Off</Badge>}
                  </>
                ),
              },
              { head: 'When', className: 'min-w-48', cell: (rule) => conditionWords(rule, currency) },
              { head: 'Sends', className: 'min-w-40', cell: timingWords },
              {
                head: 'Through',
                className: 'min-w-32',
                cell: ({ channel_ids: ids }) =>
                  ids.map((id) => names.get(id) ?? 'a deleted channel').join(', '),
              },
              {
                head: <span className="sr-only">Actions</span>,
                className: 'text-right',
                cell: (rule) => <RuleActions rule={rule} {...setting} />,
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
