import { allOperations } from '@/app/api/operations'
import { buildOpenApi } from '@/lib/http/openapi'

/** One field name per concept in the whole contract; the synonyms are those of former releases and of the references. */
interface Concept {
  name: string
  synonyms: readonly string[]
}
const CONCEPTS: Record<string, Concept> = {
  payer: {
    name: 'sender_account',
    synonyms: [
      'name_orig',
      'nameOrig',
      'orig_account',
      'from_account',
      'payer',
      'sender_id',
      'senderAccount',
    ],
  },
  payee: {
    name: 'receiver_account',
    synonyms: [
      'name_dest',
      'nameDest',
      'dest_account',
      'to_account',
      'payee',
      'receiver_id',
      'receiverAccount',
    ],
  },
  'risk band': { name: 'risk_band', synonyms: ['risk', 'band', 'risk_level', 'riskBand'] },
  'average score': { name: 'average_score', synonyms: ['avg_score', 'mean_score', 'averageScore'] },
  score: { name: 'score', synonyms: ['fraud_score', 'risk_score', 'fraud_probability'] },
  outcome: { name: 'outcome', synonyms: ['verdict', 'recommendation', 'recommended_action'] },
  decision: { name: 'decision', synonyms: ['decided', 'disposition', 'analyst_decision'] },
  'expected loss': { name: 'expected_loss', synonyms: ['expectedLoss', 'loss_expected', 'loss_estimate'] },
  'time of the transaction': { name: 'occurred_at', synonyms: ['occurredAt', 'timestamp', 'event_time'] },
  'time of receipt': { name: 'received_at', synonyms: ['receivedAt', 'ingested_at'] },
  'time of scoring': { name: 'scored_at', synonyms: ['scoredAt', 'predicted_at'] },
  'next page': { name: 'next_cursor', synonyms: ['nextCursor', 'next', 'next_page'] },
}
/** PaySim's names, which a transaction to be scored may use. */
const INPUT_ONLY = ['nameOrig', 'nameDest']
/** The report of a training run is shown as the run wrote it. */
const VERBATIM = ['GetModelResponse']
/** The two orders of transactions. */
const ORDERS = ['loss', 'time']

interface Schema {
  properties?: Record<string, Schema & { deprecated?: boolean }>
  enum?: string[]
}
interface Parameter {
  name: string
  deprecated?: boolean
  schema: Schema
}
interface Contract {
  paths: Record<string, Record<string, { operationId: string; parameters: Parameter[] }>>
  components: { schemas: Record<string, Schema> }
}
const contract = buildOpenApi(allOperations) as unknown as Contract
const schemas = Object.entries(contract.components.schemas).filter(([name]) => !VERBATIM.includes(name))
const operations = Object.values(contract.paths).flatMap((item) => Object.values(item))

/** Every property of a schema, at any depth, except deprecated ones. */
function propertiesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { properties = {} } = node as Schema
  const named = Object.entries(properties).flatMap(([name, { deprecated }]) => (deprecated ? [] : [name]))
  return [...named, ...Object.values(node).flatMap(propertiesOf)]
}

const namesIn = (kind: 'Request' | 'Response') =>
  schemas
    .filter(([schema]) => kind === 'Response' || schema.endsWith('Request'))
    .filter(([schema]) => kind === 'Request' || !schema.endsWith('Request'))
    .flatMap(([schema, node]) => propertiesOf(node).map((name) => ({ schema, name })))

describe('the field names of the contract', () => {
  const responses = namesIn('Response')
  const inputs = [
    ...namesIn('Request'),
    ...operations.flatMap(({ operationId, parameters }) =>
      parameters
        .filter(({ deprecated }) => !deprecated)
        .map(({ name }) => ({ schema: `${operationId} parameter`, name })),
    ),
  ]
  const show = ({ schema, name }: { schema: string; name: string }): string => `${schema}.${name}`

  it.each(Object.entries(CONCEPTS))('call the %s by one name in responses', (_, { name, synonyms }) => {
    expect(responses.map((field) => field.name)).toContain(name)
    expect(responses.filter((field) => synonyms.includes(field.name)).map(show)).toEqual([])
  })

  it.each(Object.entries(CONCEPTS))('call the %s by the same name in inputs', (_, { synonyms }) => {
    const forbidden = synonyms.filter((name) => !INPUT_ONLY.includes(name))
    expect(inputs.filter((field) => forbidden.includes(field.name)).map(show)).toEqual([])
  })

  it('are in snake case in responses', () => {
    const others = responses.filter(({ name }) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
    expect(others.map(show)).toEqual([])
  })

  it('name the parties of a transaction at its top level', () => {
    const { properties = {} } = contract.components.schemas.GetTransactionResponse ?? {}
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(['sender_account', 'receiver_account', 'sender', 'receiver']),
    )
    expect(propertiesOf(properties.sender)).not.toContain('account')
  })

  it('give every list of transactions the same two orders', () => {
    const orders = operations.flatMap(({ operationId, parameters }) =>
      parameters
        .filter(({ name }) => name === 'order' && operationId !== 'listCases')
        .map(({ schema }) => ({ operationId, orders: schema.enum?.toSorted() })),
    )
    expect(orders.map(({ operationId }) => operationId).sort()).toEqual([
      'exportTransactions',
      'investigate',
      'listQueue',
    ])
    for (const { orders: given } of orders) expect(given).toEqual(ORDERS)
    expect(contract.components.schemas.NextAlertRequest?.properties?.order?.enum?.toSorted()).toEqual(ORDERS)
  })
})
