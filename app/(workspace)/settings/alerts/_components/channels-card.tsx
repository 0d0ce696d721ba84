import { PlainTable } from '@/components/data-table/plain-table'
import type { Clock } from '@/components/fraud/clock'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { type Channel, CHANNEL_LABELS } from '@/lib/messaging/delivery/schema'
import { channelState } from '../alert-words'
import { ChannelActions } from './channel-actions'
import { ChannelDialog } from './channel-dialog'

interface ChannelsCardProps {
  channels: Channel[]
  /** Whether this installation sends e-mail. */
  mail: boolean
  clock: Clock
}

export function ChannelsCard({ channels, mail, clock }: ChannelsCardProps) {
  return (
    <Card>
      <CardHeader className="items-start gap-3">
        <div>
          <CardTitle>Channels</CardTitle>
          <CardNote>Where alerts are sent: users of this product, e-mail, or your own systems.</CardNote>
        </div>
        <ChannelDialog channel={null} mail={mail} />
      </CardHeader>
      <CardBody>
        {channels.length === 0 ? (
          <p className="text-muted-foreground text-sm">No channel yet. Add one, then a rule that uses it.</p>
        ) : (
          <PlainTable
            caption="Channels"
            rows={channels}
            rowKey={({ id }) => id}
            columns={[
              {
                head: 'Name',
                className: 'min-w-40',
                cell: (channel) => (
                  <>
                    <span className="block break-words">{channel.name}</span>
                    <span className="text-muted-foreground block font-normal">
                      {CHANNEL_LABELS[channel.kind]}
                    </span>
                  </>
                ),
              },
              { head: 'Sends to', className: 'min-w-40 break-all', cell: ({ target }) => target },
              { head: 'State', className: 'min-w-32', cell: (channel) => <StateOf channel={channel} /> },
              {
                head: 'Last success',
                className: 'whitespace-nowrap',
                cell: ({ delivered_at: at }) => (at === null ? '–' : <RelativeTime at={at} {...clock} />),
              },
              {
                head: <span className="sr-only">Actions</span>,
                className: 'text-right',
                cell: (channel) => <ChannelActions channel={channel} mail={mail} />,
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}

function StateOf({ channel }: { channel: Channel }) {
  const { label, tone, note } = channelState(channel)
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {note === null ? null : <span className="text-muted-foreground mt-1 block">{note}</span>}
    </>
  )
}
