'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogTitle, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { MAX_BUNDLE_BYTES } from '@/lib/governance/models/schema'

const MAX_MB = MAX_BUNDLE_BYTES / 1024 ** 2

/** Uploads the bundle of a model as one ZIP file. */
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
          One ZIP file with the folder that <code className="figure">npm run train</code> wrote, at most{' '}
          {MAX_MB} MB unpacked. It is verified before it is stored, belongs to your institution alone, and
          does not score until you move it to another stage.
        </DialogDescription>
        <UploadForm onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function UploadForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
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
      const sent = await callApi('POST /api/models', { body: new Blob([file], { type: 'application/zip' }) })
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success(`${sent.body.name} ${sent.body.version} passed its proof and is registered.`)
      router.refresh()
      onDone()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4" aria-busy={pending}>
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
