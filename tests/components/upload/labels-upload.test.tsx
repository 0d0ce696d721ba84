/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LabelsUpload } from '@/app/(workspace)/upload/_components/labels-upload'
import { callApi } from '@/components/http/api-client'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn() }) }))

const call = jest.mocked(callApi)
const FILE = new File(['external_id,label\nt-1,fraud\n'], 'labels.csv', { type: 'text/csv' })
beforeEach(() => jest.resetAllMocks())

test('records the labels of a file, and shows what became of its rows', async () => {
  call.mockResolvedValueOnce({
    ok: true,
    body: {
      upload_id: 'u-1',
      uploaded: 5,
      labelled: 3,
      fraud: 2,
      genuine: 1,
      duplicates: 1,
      rejected: 1,
      errors: [
        { line: 3, column: 'external_id', field: 'external_id', reason: 'is the id of no transaction' },
      ],
      total_latency_ms: 12,
    },
  } as never)
  render(<LabelsUpload />)
  await userEvent.upload(screen.getByLabelText('Choose a file of labels'), FILE)
  expect(await screen.findByRole('status')).toHaveTextContent(
    'Of 5 rows: 2 fraud and 1 genuine recorded, 1 known already, 1 rejected.',
  )
  expect(screen.getByRole('region', { name: 'Rejected rows' })).toHaveTextContent(
    'is the id of no transaction',
  )
  const [name, request] = call.mock.calls[0]!
  expect(name).toBe('POST /api/upload/labels')
  expect((request as unknown as { body: FormData }).body.get('file')).toMatchObject({ name: 'labels.csv' })
})

test('says why a file of labels is rejected', async () => {
  const problem = { code: 'invalid-request', message: 'label: no column is label; name it in a mapping' }
  call.mockResolvedValueOnce({ ok: false, problem } as never)
  render(<LabelsUpload />)
  await userEvent.upload(screen.getByLabelText('Choose a file of labels'), FILE)
  expect(await screen.findByRole('alert')).toHaveTextContent('no column is label')
})
