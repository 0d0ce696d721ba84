'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { Cadence, RetrainingSchedule } from '@/lib/governance/retraining/schema'
import { SaveBar } from '../../_components/save-bar'

const CADENCE_LABELS: Record<Cadence, string> = {
  off: 'Never',
  weekly: 'Every week, on Monday',
  monthly: 'Every month, on the first day',
}
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const CHANGED_MEANWHILE =
  'Another administrator has changed the schedule meanwhile. Reload the page to see it; what you chose is not saved.'

interface ScheduleFormProps {
  schedule: RetrainingSchedule
  timeZone: string
  unavailable: string | null
}

/** When the institution retrains by itself. */
export function ScheduleForm({ schedule, timeZone, unavailable }: ScheduleFormProps) {
  const router = useRouter()
  const [cadence, setCadence] = useState(schedule.cadence)
  const [hour, setHour] = useState(schedule.hour)
  const [onAlarm, setOnAlarm] = useState(schedule.on_drift_alarm)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem('')
    startTransition(async () => {
      const sent = await callApi('PUT /api/retraining-schedule', {
        body: { cadence, hour, on_drift_alarm: onAlarm },
        ifMatch: schedule.version,
      })
      if (!sent.ok) {
        return setProblem(sent.problem.code === 'version-conflict' ? CHANGED_MEANWHILE : sent.problem.message)
      }
      toast.success('Schedule saved')
      router.refresh()
    })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Retraining by itself</CardTitle>
        <CardNote>
          {schedule.next_at
            ? `Next start: ${formatExact(schedule.next_at, timeZone)}`
            : 'No start is planned'}
        </CardNote>
      </CardHeader>
      <CardBody>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          {unavailable ? <CardNote role="note">{unavailable}</CardNote> : null}
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="Retrain">
              {(wiring) => (
                <Select
                  {...wiring}
                  value={cadence}
                  onChange={(event) => setCadence(event.target.value as Cadence)}
                >
                  {Object.entries(CADENCE_LABELS).map(([name, label]) => (
                    <option key={name} value={name}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="At" hint={`By the clock of ${timeZone}`}>
              {(wiring) => (
                <Select {...wiring} value={hour} onChange={(event) => setHour(Number(event.target.value))}>
                  {HOURS.map((one) => (
                    <option key={one} value={one}>
                      {String(one).padStart(2, '0')}:00
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
            <input
              type="checkbox"
              className="accent-primary size-4"
              checked={onAlarm}
              onChange={(event) => setOnAlarm(event.target.checked)}
            />
            Once for each drift alarm of the production model
          </label>
          <SaveBar problem={problem} pending={pending} label="Save schedule" />
        </form>
      </CardBody>
    </Card>
  )
}
