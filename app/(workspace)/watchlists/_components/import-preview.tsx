'use client'

import { Download } from 'lucide-react'
import { PlainTable } from '@/components/data-table/plain-table'
import { Button } from '@/components/ui/button'
import type { ImportResponse } from '@/lib/desk/watchlists/schema'
import { prepareErrorFile } from '../prepare-error-file'

/** The file of rejected rows has all of them. */
const SHOWN = 50

/** What the import does with the rows of a file: counts, and each rejected row with its line and the reason. */
export function ImportPreview({ response }: { response: ImportResponse }) {
  const { accepted, duplicates, refused, rows, dry_run: dryRun, needs_approval: waits } = response
  const bad = rows.filter(({ result }) => result === 'refused')
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        <span className="figure text-good">{accepted}</span>{' '}
        {dryRun ? 'would be added' : waits ? 'wait' : 'added'}, <span className="figure">{duplicates}</span>{' '}
        already listed, <span className={refused > 0 ? 'figure text-risk-high' : 'figure'}>{refused}</span>{' '}
        rejected.
      </p>
      {waits ? (
        <p className="text-muted-foreground text-[13px]">
          So many entries at once need the approval of another administrator.
        </p>
      ) : null}
      {bad.length > 0 ? (
        <>
          <div className="max-h-64 overflow-y-auto px-2">
            <PlainTable
              caption="Rejected rows"
              rows={bad.slice(0, SHOWN)}
              rowKey={({ line }) => String(line)}
              columns={[
                { head: 'Line', cell: ({ line }) => line, numeric: 'left' },
                { head: 'Entity', cell: ({ kind, id }) => `${kind} ${id}`, className: 'break-all' },
                { head: 'Reason', cell: ({ reason }) => reason },
              ]}
            />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-muted-foreground text-[13px]">
              {bad.length > SHOWN ? `The first ${SHOWN} of ${bad.length}. ` : ''}Valid rows are added, these
              are not.
            </p>
            <Button variant="ghost" size="sm" onClick={() => save(prepareErrorFile(rows))}>
              <Download aria-hidden />
              Rejected rows
            </Button>
          </div>
        </>
      ) : null}
    </div>
  )
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'rejected_rows.csv'
  link.click()
  URL.revokeObjectURL(address)
}
