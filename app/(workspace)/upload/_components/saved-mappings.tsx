'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { PlainTable } from '@/components/data-table/plain-table'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { SavedMapping } from '@/lib/scoring/uploads/schema'

/** The mappings that the institution keeps, by name. A check of a file offers them. */
export function SavedMappings({ saved }: { saved: readonly SavedMapping[] }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const remove = ({ id, name }: SavedMapping) =>
    startTransition(async () => {
      const removed = await callApi('DELETE /api/upload/mappings/{id}', { params: { id } })
      if (removed.ok) toast.success(`Deleted ${name}.`)
      else toast.error(removed.problem.message)
      router.refresh()
    })
  return (
    <Card>
      <CardHeader>
        <CardTitle>Saved mappings</CardTitle>
        <CardNote>How files of a kind are read. A file with the same columns offers its mapping.</CardNote>
      </CardHeader>
      <CardBody>
        {saved.length === 0 ? (
          <CardNote>None yet. Save one when you have seen how a file is read.</CardNote>
        ) : (
          <PlainTable
            caption="Saved mappings"
            rows={saved}
            rowKey={({ id }) => id}
            columns={[
              { head: 'Name', className: 'break-all', cell: ({ name }) => name },
              {
                head: 'Columns',
                cell: ({ columns }) => (
                  <span className="text-muted-foreground break-all">{columns.join(', ')}</span>
                ),
              },
              {
                head: 'Delete',
                cell: (mapping) => (
                  <Button variant="outline" size="sm" disabled={pending} onClick={() => remove(mapping)}>
                    Delete<span className="sr-only"> {mapping.name}</span>
                  </Button>
                ),
              },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}
