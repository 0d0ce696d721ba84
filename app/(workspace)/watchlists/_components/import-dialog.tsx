'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import { Field } from '@/components/cases/field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type ImportResponse, MAX_IMPORT_ROWS } from '@/lib/desk/watchlists/schema'
import { ImportPreview } from './import-preview'

export function ImportDialog() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <Upload aria-hidden />
          Import CSV
        </Button>
      </DialogTrigger>
      <DialogContent className="max-h-[calc(100dvh-2rem)] max-w-2xl overflow-y-auto">
        <DialogTitle>Import list entries</DialogTitle>
        <DialogDescription>
          Columns <span className="figure">id</span> and <span className="figure">list</span> (blocked or
          trusted); optional <span className="figure">kind</span> (account, device or phone),{' '}
          <span className="figure">reason</span> and <span className="figure">expires_at</span>. At most{' '}
          {MAX_IMPORT_ROWS.toLocaleString('en-US')} rows. An exported file can be imported unchanged.{' '}
          <a className="underline underline-offset-4" href="/samples/watchlist.csv" download>
            Sample file
          </a>
        </DialogDescription>
        <ImportForm onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const entriesOf = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`

const doneOf = ({ accepted, change_id: change }: ImportResponse): string =>
  change === null ? `${entriesOf(accepted)} added.` : `${entriesOf(accepted)} wait for an administrator.`

/** A dry run changes nothing and has the same response. */
const sendFile = (file: Blob, dry_run: 'true' | 'false') =>
  callApi('POST /api/watchlists/import', { query: { dry_run }, body: file })

/** Shows a dry run of the file row by row before the import. */
function ImportForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<ImportResponse | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()

  const choose = (chosen: File | null) => {
    setFile(chosen)
    setPreview(null)
    setProblem(undefined)
    if (chosen === null) return
    startTransition(async () => {
      const sent = await sendFile(chosen, 'true')
      if (sent.ok) setPreview(sent.body)
      else setProblem(sent.problem.message)
    })
  }
  const keep = () =>
    startTransition(async () => {
      if (file === null) return
      const sent = await sendFile(file, 'false')
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success(doneOf(sent.body))
      router.refresh()
      if (sent.body.refused === 0) onDone()
      else setPreview(sent.body)
    })
  const accepted = preview?.accepted ?? 0
  return (
    <div className="mt-4 flex flex-col gap-4">
      <Field label="CSV file" error={problem}>
        {(wiring) => (
          <Input
            {...wiring}
            type="file"
            accept=".csv,text/csv"
            className="py-1.5"
            onChange={(event) => choose(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <div aria-live="polite" aria-busy={pending}>
        {preview ? <ImportPreview response={preview} /> : null}
      </div>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onDone}>
          {preview && !preview.dry_run ? 'Close' : 'Cancel'}
        </Button>
        {preview && !preview.dry_run ? null : (
          <Button disabled={pending || accepted === 0} onClick={keep}>
            {pending ? 'Working…' : `${preview?.needs_approval ? 'Request' : 'Add'} ${entriesOf(accepted)}`}
          </Button>
        )}
      </div>
    </div>
  )
}
