import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { listApiKeys } from '@/lib/access/api-keys'
import { requireUser } from '@/lib/access/auth'
import { readList } from '../../_lib/read-list'
import { CreateKeyDialog } from './_components/create-key-dialog'
import { KeysTable } from './_components/keys-table'
import { keysUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Keys' }

const EMPTY: EmptyMessages = {
  icon: KeyRound,
  noun: ['key', 'keys'],
  none: { title: 'No API key yet', text: 'A key lets one of your systems score transactions or read them.' },
}

export default async function KeysPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = keysUrl.parse(await searchParams)
  const { value: page, problem } = await readList(
    ctx,
    keysUrl.currentHref(view),
    () => listApiKeys(ctx, { limit: PAGE_SIZE, cursor: view.cursor }),
    (read) => read,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted-foreground max-w-prose text-[13px]">
          Your systems send a key as <code className="figure">X-API-Key</code>. A key works while the
          administrator who owns it is active.
        </p>
        <CreateKeyDialog />
      </div>
      <ListRows url={keysUrl} view={view} page={page} empty={EMPTY}>
        <KeysTable keys={page.items} clock={clock} userId={ctx.actor.id} />
      </ListRows>
    </>
  )
}
