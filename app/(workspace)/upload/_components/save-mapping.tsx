'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'

interface SaveMappingProps {
  mapping: Record<string, unknown>
  columns: string[]
  fileName: string
}

/** Keeps how this file is read: under a name for all files of the institution, or as a file. */
export function SaveMapping({ mapping, columns, fileName }: SaveMappingProps) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | undefined>()
  const [pending, startTransition] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name') ?? '').trim()
    startTransition(async () => {
      const sent = await callApi('POST /api/upload/mappings', { body: { name, columns, mapping } })
      if (!sent.ok) return setProblem(sent.problem.message)
      setProblem(undefined)
      form.reset()
      toast.success(`Saved as ${name}.`)
      router.refresh()
    })
  }
  return (
    <form aria-label="Save the mapping" onSubmit={submit} className="flex flex-col gap-2">
      <Field label="Keep how this file is read, under a name" error={problem}>
        {(wiring) => <Input {...wiring} name="name" required maxLength={80} autoComplete="off" />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="outline" size="sm" disabled={pending}>
          {pending ? 'Saving…' : 'Save mapping'}
        </Button>
        <Button variant="ghost" size="sm" onClick={() => download(mapping, fileName)}>
          Download as a file
        </Button>
      </div>
    </form>
  )
}

function download(mapping: object, fileName: string): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(mapping, null, 2)], { type: 'application/json' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = `${fileName.replace(/\.\w+$/, '')}.mapping.json`
  link.click()
  URL.revokeObjectURL(address)
}
