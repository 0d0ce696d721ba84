import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { PolicyVersion } from '@/lib/governance/changes/schema'
import { changeHref } from '../../change-words'
import { RestoreDialog } from './restore-dialog'

interface VersionsCardProps {
  versions: PolicyVersion[]
  /** The version in force. */
  current: number
  timeZone: string
}

/** The versions of the policy, newest first, each with the way back to it. */
export function VersionsCard({ versions, current, timeZone }: VersionsCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Versions</CardTitle>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Versions of the policy"
          rows={versions}
          rowKey={({ id }) => id}
          marked={({ version }) => version === current}
          columns={[
            {
              head: 'Version',
              numeric: 'left',
              cell: ({ version, change_id: id }) =>
                id === null ? (
                  version
                ) : (
                  <Link href={changeHref(id)} prefetch={false} className="underline-offset-2 hover:underline">
                    {version}
                  </Link>
                ),
            },
            { head: 'Review', cell: ({ review_threshold: from }) => from, numeric: true },
            { head: 'Block', cell: ({ block_threshold: from }) => from, numeric: true },
            { head: 'Medium', cell: ({ medium_from: from }) => from, numeric: true },
            { head: 'High', cell: ({ high_from: from }) => from, numeric: true },
            {
              head: 'Since',
              cell: ({ created_at: at }) => (
                <span className="whitespace-nowrap">{formatExact(at, timeZone)}</span>
              ),
            },
            { head: 'By', cell: ({ created_by: by }) => by?.name ?? 'Operator' },
            {
              head: <span className="sr-only">Go back</span>,
              cell: ({ id, version }) =>
                version === current ? (
                  <span className="text-good text-xs font-semibold">In force</span>
                ) : (
                  <RestoreDialog id={id} version={version} />
                ),
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
