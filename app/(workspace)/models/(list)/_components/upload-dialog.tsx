'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { MAX_BUNDLE_BYTES } from '@/lib/governance/models/schema'

const MAX_MB = MAX_BUNDLE_BYTES / 1024 ** 2

/** What the ZIP file may hold, and the operation that takes it. */
const KINDS = {
  bundle: {
    label: 'A bundle that training wrote',
    hint: 'The folder that npm run train wrote.',
    operation: 'POST /api/models',
  },
  import: {
    label: 'A model of LightGBM or XGBoost',
    hint: 'import.json, the model file and its reference rows, as the admin guide describes.',
    operation: 'POST /api/models/imports',
  },
} as const
type Kind = keyof typeof KINDS

/** Uploads the bundle of a model, or a model to import, as one ZIP file. */
export function UploadDialog() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <Upload aria-hidden />
          Upload a bundle
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Upload a bundle</DialogTitle>
        <DialogDescription>
          One ZIP file of at most {MAX_MB} MB, packed and unpacked. The model is verified before it is stored,
          belongs to your institution alone, and does not score until you move it to another stage.
        </DialogDescription>
        <UploadForm onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function UploadForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [kind, setKind] = useState<Kind>('bundle')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()

  const choose = (chosen: File | null) => {
    setFile(chosen)
    setProblem(chosen && chosen.size > MAX_BUNDLE_BYTES ? `The file has more than ${MAX_MB} MB.` : undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!file) return setProblem('Choose a file.')
    startTransition(async () => {
      // Browsers name ZIP files by several types.
      const body = new Blob([file], { type: 'application/zip' })
      const sent = await callApi(KINDS[kind].operation, { body })
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success(`${sent.body.name} ${sent.body.version} passed its proof and is registered.`)
      router.refresh()
      onDone()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4" aria-busy={pending}>
      <Field label="What the file holds" hint={KINDS[kind].hint}>
        {(wiring) => (
          <Select
            {...wiring}
            value={kind}
            onChange={(event) => {
              setKind(event.target.value as Kind)
              setProblem(undefined)
            }}
          >
            {Object.entries(KINDS).map(([value, { label }]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="ZIP file" error={problem}>
        {(wiring) => (
          <Input
            {...wiring}
            type="file"
            accept=".zip,application/zip"
            className="py-1.5"
            onChange={(event) => choose(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" disabled={pending || (file !== null && problem !== undefined)}>
          {pending ? 'Verifying…' : 'Upload'}
        </Button>
      </div>
    </form>
  )
}
