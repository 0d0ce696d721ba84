/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, within } from '@testing-library/react'
import { ModelsTable } from '@/app/(workspace)/models/(list)/_components/models-table'
import { ReportView } from '@/app/(workspace)/models/[id]/_components/report-view'
import type { BundleDocuments, ModelOverview, ModelPage } from '@/lib/governance/models/schema'
import { buildDetail, buildDocuments } from '../../support/model-documents'
import { buildReport } from '../../support/model-report'

/** jsdom has no layout: every box is hidden, so the static plot stays. */
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const show = (detail: ModelPage) => render(<ReportView detail={detail} timeZone="Etc/UTC" />)
const showDocuments = (changes: Partial<BundleDocuments>) => show(buildDetail(buildDocuments(changes)))
const summaryOf = ({ training, imported, report }: BundleDocuments) => ({
  training,
  imported,
  headline: report && report.headline,
})
const unreadable = (): ModelPage => ({
  ...buildDetail(),
  bundle: { state: 'unreadable', file: 'report.json', reason: 'its SHA-256 is not the one in the manifest' },
})
const headings = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)

it('has the sections of the report in order', () => {
  show(buildDetail())
  expect(headings()).toEqual([
    'sentinel 2.0.0',
    'Data and slices',
    'Are the probabilities accurate?',
    'Does fraud come first?',
    'What do the thresholds cost and save?',
    'Against what?',
    'Which frauds does it miss?',
    'Does it stay accurate over time?',
    'What if fields are missing?',
    'What does each feature family add?',
    'Which features matter most?',
    'Model card',
    'Where does it come from?',
  ])
  expect(screen.getByText(/it finds 62.% of the frauds at 1.false alarm per 1,000/)).toBeVisible()
})

it('has a table for every chart', () => {
  show(buildDetail())
  const pictures = screen.getAllByRole('img', { hidden: true })
  expect(pictures.length).toBeGreaterThanOrEqual(8)
  for (const picture of pictures) {
    const place = picture.closest('figure') ?? picture.parentElement
    expect(place?.querySelector('table')).not.toBeNull()
    expect(picture.querySelector('desc')?.textContent).not.toBe('')
  }
})

it('shows the least detected kind of fraud first, and this model at its rank', () => {
  show(buildDetail())
  const rowsOf = (name: RegExp) =>
    within(screen.getByRole('table', { name }))
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)
  expect(rowsOf(/Recall by kind of fraud/)[0]).toBe('Low and slow')
  expect(rowsOf(/Comparison/)[0]).toBe('This model')
})

it('shows every note of the evaluation, and that the current policy differs', () => {
  const detail = buildDetail(buildDocuments({ report: buildReport({ notes: ['Note A', 'Note B'] }) }))
  show({ ...detail, policy: detail.policy && { ...detail.policy, version: 7, review_threshold: 0.3 } })
  const caveats = within(screen.getByRole('region', { name: 'Before you rely on these figures' }))
  expect(caveats.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Note A',
    'Note B',
    expect.stringMatching(/^Your policy, version 7, reviews from 0.300 and blocks from 0.740\./),
  ])
})

it('states that nothing was measured without a report, and shows the origin', () => {
  showDocuments({ report: null, curves: null })
  expect(headings()).toEqual([
    'sentinel 2.0.0',
    'Not evaluated yet',
    'Data and slices',
    'Which features matter most?',
    'Model card',
    'Where does it come from?',
  ])
  expect(screen.getByText('npm run evaluate -- --bundle sentinel/2.0.0')).toBeVisible()
})

it('shows no figure of a bundle that differs from the registered one', () => {
  show(unreadable())
  expect(screen.getByRole('alert')).toHaveTextContent(
    'report.json: its SHA-256 is not the one in the manifest',
  )
  expect(headings()).toEqual(['sentinel 2.0.0', 'The report cannot be trusted'])
  expect(screen.queryByRole('table')).toBeNull()
})

it('shows no figure where none could be computed', () => {
  const { headline } = buildReport()
  const none = Object.fromEntries(Object.keys(headline).map((name) => [name, null])) as typeof headline
  const empty = {
    comparisons: [],
    ablation: [],
    typologies: [],
    weeks: [],
    segments: [],
    families: [],
    features: [],
  }
  const balances = { with: null, without: null, senderOnly: null }
  showDocuments({ report: buildReport({ headline: none, balances, ...empty }), curves: null })
  expect(screen.getAllByText('not computed').length).toBeGreaterThan(8)
  expect(document.body.textContent).not.toMatch(/NaN|Infinity|undefined|null/)
})

it('uses no inline style and shows the card as text', () => {
  const { container } = show(buildDetail())
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
  expect(container.querySelector('script')).toBeNull()
  expect(screen.getByText('<script>alert(1)</script>')).toBeVisible()
})

describe('the list', () => {
  const overviews = [
    buildDetail(),
    buildDetail(buildDocuments({ report: null })),
    { ...unreadable(), model: { ...buildDetail().model, stage: 'archived' as const, activated_at: null } },
  ].map(({ model, bundle }, i): ModelOverview => ({
    model: { ...model, id: `model-${i}` },
    bundle: bundle.state === 'read' ? { state: 'read', summary: summaryOf(bundle.documents) } : bundle,
  }))

  it('shows each model with its figures, or the reason for their absence', () => {
    render(<ModelsTable overviews={overviews} timeZone="Etc/UTC" />)
    const [, ...rows] = screen.getAllByRole('row')
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    )
    expect(cells[0]?.slice(1, 5)).toEqual([
      'In production',
      'Trained on1,000,000 rows over 100 dayssha256 a1a1a1a1a1a1',
      expect.stringMatching(/^PR-AUC0.7310.710.– 0.752$/),
      expect.stringMatching(/^ECE0.00090.0007.– 0.0011$/),
    ])
    expect(cells[1]?.slice(3, 5)).toEqual(['PR-AUCnot evaluated', 'ECEnot evaluated'])
    expect(cells[2]?.slice(1)).toEqual([
      'Archived',
      'Trained onbundle cannot be read',
      'PR-AUCbundle cannot be read',
      'ECEbundle cannot be read',
      'Activatednever',
    ])
  })

  it('offers an administrator the stages that each model may go to, and nobody else any', () => {
    const { unmount } = render(<ModelsTable overviews={overviews} timeZone="Etc/UTC" mayAct />)
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Register again'])
    unmount()
    render(<ModelsTable overviews={overviews} timeZone="Etc/UTC" />)
    expect(screen.queryAllByRole('button')).toEqual([])
  })

  it('links to each report', () => {
    render(<ModelsTable overviews={overviews} timeZone="Etc/UTC" />)
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/models/model-0',
      '/models/model-1',
      '/models/model-2',
    ])
  })
})
