import type { Metadata } from 'next'
import Link from 'next/link'
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
  return (
    <>
      {/* A new version is a new form: what was typed is saved by then. */}
      <InstitutionForm
        key={settings.version}
        settings={settings}
        timeZones={Intl.supportedValuesOf('timeZone')}
      />
      <p className="text-muted-foreground text-[13px]">
        The time that a case may take is set under{' '}
        <Link href="/cases/sla" prefetch={false} className="underline underline-offset-4">
          time limits of cases
        </Link>
        .
      </p>
    </>
  )
}
