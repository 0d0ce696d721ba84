import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { getTenant } from '@/lib/access/tenants'
import { readOrProblem } from '../../_lib/read-or-problem'
import { InstitutionForm } from './_components/institution-form'

export const metadata: Metadata = { title: 'Institution' }

export default async function InstitutionPage() {
  const ctx = await requireUser()
  const { value: settings, problem } = await readOrProblem(ctx, () => getTenant(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  // A new version is a new form: what was typed is saved by then.
  return (
    <InstitutionForm
      key={settings.version}
      settings={settings}
      timeZones={Intl.supportedValuesOf('timeZone')}
    />
  )
}
