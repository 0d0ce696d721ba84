import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { exampleProblem, PROBLEM_DOCS } from '@/lib/http/problem-docs'
import { PROBLEMS, type ProblemCode } from '@/lib/platform/errors'
import { WithCode } from '../../_components/with-code'

interface Props {
  params: Promise<{ code: string }>
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  return { title: isProblemCode(code) ? PROBLEMS[code].title : 'Problems' }
}

export default async function ProblemPage({ params }: Props) {
  const { code } = await params
  if (!isProblemCode(code)) notFound()
  const { status, title } = PROBLEMS[code]
  const { meaning, remedy } = PROBLEM_DOCS[code]
  return (
    <article className="mx-auto max-w-3xl px-4 py-8 sm:px-6">
      <p className="text-muted-foreground font-mono text-sm">
        {status} {code}
      </p>
      <h1 className="mt-1 text-2xl font-semibold">{title}</h1>
      <h2 className="mt-6 font-semibold">What it means</h2>
      <p className="text-muted-foreground mt-1">
        <WithCode text={meaning} />
      </p>
      <h2 className="mt-6 font-semibold">What to do</h2>
      <p className="text-muted-foreground mt-1">
        <WithCode text={remedy} />
      </p>
      <h2 id="example" className="mt-6 font-semibold">
        Example
      </h2>
      <pre
        role="region"
        aria-labelledby="example"
        tabIndex={0}
        className="bg-card mt-2 overflow-x-auto rounded-lg border p-4 font-mono text-[13px]"
      >
        {JSON.stringify(exampleProblem(code), null, 2)}
      </pre>
    </article>
  )
}
