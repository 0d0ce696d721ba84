import { Link2 } from 'lucide-react'
import { CopyButton } from '@/components/fraud/copy-button'
import type { ChainHead } from '@/lib/access/audit/schema'

const SHOWN = 8
const grouped = new Intl.NumberFormat('en-US')

/** The length and the head of the hash chain, and how to verify it. */
export function ChainCard({ head: { position, hash }, slug }: { head: ChainHead; slug: string }) {
  return (
    <section aria-label="Chain" className="bg-card flex flex-col gap-2 rounded-lg border px-4 py-3 sm:px-5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Link2 aria-hidden className="text-info size-4 shrink-0" />
        <span>
          Chain: <span className="figure">{grouped.format(position)}</span>{' '}
          {position === 1 ? 'link' : 'links'}, head{' '}
          <span className="figure" title={hash}>
            {hash.slice(0, SHOWN)}…
          </span>
        </span>
        <CopyButton text={hash} label="Copy the head of the chain" />
      </p>
      <details className="text-muted-foreground text-[13px]">
        <summary className="hover:text-foreground w-fit cursor-pointer">
          What this proves, and how to verify it
        </summary>
        <div className="mt-2 flex max-w-3xl flex-col gap-2 text-pretty">
          <p>
            Each event contains the hash of the previous event, so a changed, missing, added or moved event is
            detected. Keep a copy of the head outside the system: it also detects events that were removed
            from the end. To verify the chain, the operator runs:
          </p>
          <code
            role="region"
            aria-label="Command"
            tabIndex={0}
            className="bg-muted figure block overflow-x-auto rounded-md px-3 py-2 text-xs"
          >
            npm run audit:verify -- --tenant {slug} --anchor {hash}
          </code>
          <p>
            Scores are not audit events: each prediction records who requested it. Once a minute the hashes of
            new scores, decisions and notes are sealed into this chain, so a later change of one is detected,
            too.
          </p>
        </div>
      </details>
    </section>
  )
}
