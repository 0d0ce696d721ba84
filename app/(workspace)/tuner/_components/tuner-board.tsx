'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import type { Board } from '../prepare-board'
import { figuresOf, thresholdsOf } from '../prepare-figures'
import type { Marks } from '../prepare-plots'
import { ApplyCard } from './apply-card'
import { AssumptionsCard } from './assumptions-card'
import { SourceCard } from './source-card'
import { ThresholdCard } from './threshold-card'

interface TunerBoardProps {
  board: Board
  /** Whether the user may request a change of the policy. */
  mayChange: boolean
}

/** The tuner: costs, capacity and the threshold are a preview, computed in the browser from compact curves. */
export function TunerBoard({ board, mayChange }: TunerBoardProps) {
  const [settings, setSettings] = useState(board.settings)
  const [preview, setPreview] = useState(board.review)
  const deferred = useDeferredValue(settings)
  const figures = useMemo(() => figuresOf(board, deferred), [board, deferred])
  const thresholds = useMemo(() => thresholdsOf(board), [board])
  const marks: Marks = { inForce: board.review, recommended: figures.recommended, preview }
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <ThresholdCard
          board={board}
          figures={figures}
          marks={marks}
          thresholds={thresholds}
          onPreview={setPreview}
        />
        <AssumptionsCard
          settings={settings}
          saved={board.settings}
          currency={board.currency}
          onChange={setSettings}
        />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <SourceCard
          figures={figures.own}
          marks={marks}
          capacity={figures.capacity}
          currency={board.currency}
        />
        <SourceCard
          figures={figures.testSlice}
          marks={marks}
          capacity={figures.capacity}
          currency={board.currency}
        />
      </div>
      <ApplyCard board={board} marks={marks} mayChange={mayChange} />
    </div>
  )
}
