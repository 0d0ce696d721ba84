'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { toast } from '@/components/ui/toast'
import type { TenantSettings } from '@/lib/access/tenants/schema'
import { SaveBar } from '../../_components/save-bar'
import { changeOf, type FieldErrors, numberErrors, type Typed, typedOf } from '../prepare-change'
import { ApprovalFields } from './approval-fields'
import { CapacityFields } from './capacity-fields'
import { CostFields } from './cost-fields'
import { GeneralFields } from './general-fields'
import { HoursFields } from './hours-fields'
import { SandboxFields } from './sandbox-fields'

/** What each group of fields gets. */
export interface FieldsProps {
  typed: Typed
  errors: FieldErrors
  type: <F extends keyof Typed>(field: F, value: Typed[F]) => void
}

const CHANGED_MEANWHILE =
  'Another administrator has changed the settings meanwhile. Reload the page to see them; what you typed is not saved.'

export function InstitutionForm({ settings, timeZones }: { settings: TenantSettings; timeZones: string[] }) {
  const router = useRouter()
  const [typed, setTyped] = useState(() => typedOf(settings))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const change = changeOf(settings, typed)
  const type: FieldsProps['type'] = (field, value) => setTyped({ ...typed, [field]: value })
  const fields = { typed, errors, type }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = numberErrors(typed)
    setErrors(wrong)
    setProblem('')
    if (Object.keys(wrong).length > 0) return
    startTransition(async () => {
      const sent = await callApi('PATCH /api/tenant', { body: change, ifMatch: settings.version })
      if (!sent.ok) {
        const { code, message, errors: rejected = [] } = sent.problem
        setErrors(Object.fromEntries(rejected.map(({ field, reason }) => [field, reason])))
        if (rejected.length > 0) return setProblem('Nothing is saved. Correct the marked fields.')
        return setProblem(code === 'version-conflict' ? CHANGED_MEANWHILE : message)
      }
      toast.success('Settings saved')
      router.refresh()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <GeneralFields {...fields} timeZones={timeZones} />
      <CapacityFields {...fields} />
      <HoursFields {...fields} />
      <CostFields {...fields} currency={settings.currency} />
      <ApprovalFields typed={typed} type={type} inForce={settings.four_eyes} />
      <SandboxFields typed={typed} type={type} inForce={settings} />
      <SaveBar
        problem={problem}
        pending={pending}
        disabled={Object.keys(change).length === 0}
        label="Save settings"
      />
    </form>
  )
}
