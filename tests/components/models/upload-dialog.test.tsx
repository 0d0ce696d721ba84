/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { UploadDialog } from '@/app/(workspace)/models/(list)/_components/upload-dialog'
import { callApi } from '@/components/http/api-client'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn() }) }))

const call = jest.mocked(callApi)
const FILE = new File(['PK'], 'model.zip', { type: 'application/zip' })

async function openDialog() {
  const user = userEvent.setup()
  render(<UploadDialog />)
  await user.click(screen.getByRole('button', { name: 'Upload a bundle' }))
  return user
}

beforeEach(() => {
  jest.clearAllMocks()
  call.mockResolvedValue({ ok: true, body: { name: 'ours', version: '1.0.0' } } as never)
})

test('sends a bundle, or a model to import, to its operation', async () => {
  const user = await openDialog()
  await user.upload(screen.getByLabelText('ZIP file'), FILE)
  await user.selectOptions(screen.getByLabelText('What the file holds'), 'A model of LightGBM or XGBoost')
  expect(screen.getByLabelText('What the file holds')).toHaveAccessibleDescription(/import\.json/)
  await user.click(screen.getByRole('button', { name: 'Upload' }))
  expect(call).toHaveBeenCalledWith('POST /api/models/imports', { body: expect.any(Blob) as Blob })

  await user.click(await screen.findByRole('button', { name: 'Upload a bundle' }))
  await user.upload(screen.getByLabelText('ZIP file'), FILE)
  await user.click(screen.getByRole('button', { name: 'Upload' }))
  expect(call).toHaveBeenLastCalledWith('POST /api/models', { body: expect.any(Blob) as Blob })
})

test('shows why a model was rejected beside the file, which stays chosen', async () => {
  const message = 'tree 0: it splits on categories.'
  call.mockResolvedValue({ ok: false, problem: { code: 'import-rejected', message } })
  const user = await openDialog()
  await user.click(screen.getByRole('button', { name: 'Upload' }))
  expect(screen.getByRole('alert')).toHaveTextContent('Choose a file.')
  await user.upload(screen.getByLabelText('ZIP file'), FILE)
  await user.click(screen.getByRole('button', { name: 'Upload' }))
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByLabelText<HTMLInputElement>('ZIP file').files).toHaveLength(1)
})
