import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import type { Board } from '../prepare-board'
import { type Marks, thresholdText } from '../prepare-plots'

interface ApplyCardProps {
  board: Board
  marks: Marks
  mayChange: boolean
}

/** Applying a preview is a change of the policy: it is requested with its proof, never made here. */
export function ApplyCard({ board, marks: { inForce, preview }, mayChange }: ApplyCardProps) {
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-3 pt-4">
        <p className="text-muted-foreground text-[13px]">{inWords(board, inForce, preview, mayChange)}</p>
        {mayChange && preview !== inForce && preview <= board.block ? (
          <Button asChild>
            <Link href={`/settings/policy?review_threshold=${preview}`} prefetch={false}>
              Request this threshold
            </Link>
          </Button>
        ) : null}
      </CardBody>
    </Card>
  )
}

function inWords({ block }: Board, inForce: number, preview: number, mayChange: boolean): string {
  if (!mayChange) return 'This page is a preview. Only administrators can request a change of the thresholds.'
  if (preview === inForce) return 'Move the slider to preview another review threshold.'
  if (preview > block) {
    return `A review threshold cannot lie above the block threshold of ${thresholdText(block)}.`
  }
  return `The policy still reviews from ${thresholdText(inForce)} on. A request shows what ${thresholdText(preview)} changes before it takes effect.`
}
