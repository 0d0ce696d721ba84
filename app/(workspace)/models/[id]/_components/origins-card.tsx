import { formatShare } from '@/components/fraud/format-metrics'
import { CopyButton } from '@/components/fraud/copy-button'
import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { BundleDocuments, RegisteredModel } from '@/lib/governance/models/schema'

interface OriginsCardProps {
  model: RegisteredModel
  documents: BundleDocuments
}

/** The hashes of the training data and of every file of the bundle, for an auditor to check. */
export function OriginsCard({ model, documents }: OriginsCardProps) {
  const { training, imported, runId, files, report } = documents
  const hashes = [
    ...(training ? [{ name: 'Training data', sha256: training.dataSha256 }] : []),
    ...(training?.mappingSha256 ? [{ name: 'Column mapping', sha256: training.mappingSha256 }] : []),
    ...(imported ? [{ name: 'Imported file', sha256: imported.fileSha256 }] : []),
    { name: 'manifest.json', sha256: model.manifest_sha256 },
    ...Object.entries(files).map(([name, sha256]) => ({ name, sha256 })),
  ]
  const facts = [
    { name: 'Run', value: runId },
    ...(training ? trainingFacts(training) : []),
    ...(imported ? importFacts(imported) : []),
    { name: 'Bundle written', value: documents.createdAt },
    ...(report ? [{ name: 'Search', value: searchInWords(report.search) }] : []),
    ...Object.entries(report?.search.best ?? {}).map(([name, value]) => ({ name, value: asText(value) })),
  ]
  return (
    <Card>
      <CardHeader>
        <CardTitle>Where does it come from?</CardTitle>
        <CardNote>Hashes are SHA-256; this page checked each file that it shows</CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 2xl:grid-cols-2">
        <PlainTable
          caption="Hashes"
          rows={hashes}
          rowKey={({ name }) => name}
          columns={[
            { head: 'File', cell: ({ name }) => name, className: 'whitespace-nowrap' },
            {
              head: 'SHA-256',
              cell: ({ name, sha256 }) => (
                <span className="figure inline-flex items-center gap-1 text-xs">
                  <span className="max-w-[16ch] truncate lg:max-w-none" title={sha256}>
                    {sha256}
                  </span>
                  <CopyButton text={sha256} label={`Copy the hash of ${name}`} />
                </span>
              ),
            },
          ]}
        />
        <PlainTable
          caption="Run and parameters"
          rows={facts}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Fact', cell: ({ name }) => name, className: 'whitespace-nowrap' },
            { head: 'Value', cell: ({ value }) => value, className: 'figure break-words' },
          ]}
        />
      </CardBody>
    </Card>
  )
}

const trainingFacts = ({ codeVersion, from, to }: NonNullable<BundleDocuments['training']>) => [
  { name: 'Training code', value: codeVersion },
  { name: 'Trained on', value: `${from} to ${to}` },
]

const importFacts = ({
  booster,
  objective,
  history,
  reference,
}: NonNullable<BundleDocuments['imported']>) => [
  { name: 'Booster', value: `${booster}, ${objective}` },
  {
    name: 'Reference rows',
    value: `${reference.rows}, reaching ${formatShare(reference.leafShare)} of the leaves`,
  },
  { name: 'Largest difference of a margin', value: reference.margin.toExponential(1) },
  ...(reference.float32Rows === undefined
    ? []
    : [
        {
          name: 'Margins equal in float32',
          value: `${reference.float32Rows} of ${reference.rows} rows, added as the library adds them`,
        },
      ]),
  { name: 'Largest difference of a contribution', value: reference.contribution.toExponential(1) },
  { name: 'Calibrated on', value: history ? `${history.from} to ${history.to}` : 'not calibrated here' },
]

const searchInWords = ({ trials, budgetSeconds }: { trials: number; budgetSeconds: number }): string =>
  `${trials} trials within ${budgetSeconds} s`

/** Six digits identify a parameter that was drawn from a range. */
const asText = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value)
