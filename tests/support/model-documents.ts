import { FEATURES } from '@/lib/engine/features'
import type { BundleDocuments, ModelPage } from '@/lib/governance/models/schema'
import { at } from './evaluation'
import { buildBaseline, buildCurves } from './model-curves'
import { buildReport } from './model-report'

export const CARD = `# sentinel 2.0.0

## Intended use
Ranks payments for **review**; it decides nothing alone.

| slice | rows |
|---|---|
| train | 1,000,000 |

- Not for \`OTHER\` transactions.
- <script>alert(1)</script>
`

export function buildDocuments(changes: Partial<BundleDocuments> = {}): BundleDocuments {
  const report = buildReport()
  return {
    runId: '45ad8d6fb5137000',
    createdAt: at(182),
    thresholds: { review: 0.12, block: 0.74, mediumFrom: 0.02, highFrom: 0.4 },
    imported: null,
    training: {
      dataSha256: report.dataSha256,
      mappingSha256: null,
      rows: 1_000_000,
      frauds: 3_900,
      from: at(0),
      to: at(100),
      codeVersion: '76502a97744f0d75',
    },
    slices: report.slices.slice(0, 4),
    files: { 'model.onnx': 'b2'.repeat(32), 'report.json': 'c3'.repeat(32) },
    report,
    curves: buildCurves(),
    baseline: buildBaseline(),
    card: CARD,
    ...changes,
  }
}

export function buildDetail(documents: BundleDocuments = buildDocuments()): ModelPage {
  return {
    model: {
      id: '01930000-0000-7000-8000-000000000001',
      name: 'sentinel',
      version: '2.0.0',
      stage: 'production',
      stage_version: 2,
      origin: 'shipped',
      manifest_sha256: 'd4'.repeat(32),
      features: FEATURES.map(({ name }) => name),
      metrics: {},
      created_at: at(183),
      activated_at: at(183),
      rolled_back_at: null,
      deleted_at: null,
    },
    policy: {
      version: 3,
      review_threshold: 0.12,
      block_threshold: 0.74,
      medium_from: 0.02,
      high_from: 0.4,
    },
    bundle: { state: 'read', documents },
  }
}
