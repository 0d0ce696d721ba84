import { FileUp } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { authorize, requireUserId } from '@/lib/contract/context'
import { listMappings, listUnfinishedUploads, listUploads } from '@/lib/scoring/uploads'
import { readList } from '../_lib/read-list'
import { LabelsUpload } from './_components/labels-upload'
import { SavedMappings } from './_components/saved-mappings'
import { UploadBoard } from './_components/upload-board'
import { UploadsTable } from './_components/uploads-table'
import { PAGE_SIZE, uploadUrl } from './search-params'

export const metadata: Metadata = { title: 'Upload' }

const EMPTY: EmptyMessages = {
  icon: FileUp,
  noun: ['upload', 'uploads'],
  none: { title: 'No upload yet', text: 'Every attempt appears here, also one that is rejected.' },
}

export default async function UploadPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = uploadUrl.parse(await searchParams)
  const { value: read, problem } = await readList(
    ctx,
    uploadUrl.currentHref(view),
    async () => {
      authorize(ctx, 'transaction:upload')
      const page = await listUploads(ctx, { limit: PAGE_SIZE, cursor: view.cursor })
      const unfinished = (await listUnfinishedUploads(ctx)).filter(
        ({ status, user }) => status === 'receiving' && user.id === requireUserId(ctx),
      )
      return { page, unfinished, saved: (await listMappings(ctx)).items }
    },
    ({ page }) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const { page, saved, unfinished } = read
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['uploads.changed']} />
      <UploadBoard saved={saved} unfinished={unfinished} timeZone={ctx.tenant.timeZone} />
      <ListRows url={uploadUrl} view={view} page={page} empty={EMPTY}>
        <UploadsTable uploads={page.items} clock={clock} />
      </ListRows>
      <LabelsUpload />
      <SavedMappings saved={saved} />
    </div>
  )
}
