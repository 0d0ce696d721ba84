/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PolicyForm } from '@/app/(workspace)/settings/policy/_components/policy-form'
import { callApi } from '@/components/http/api-client'
import { NO_OUTLOOK } from '@/lib/governance/changes/schema'

jest.mock('@/components/http/api-client', () => ({ callApi: jest.fn() }))
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }))

const call = jest.mocked(callApi)
const POLICY = { version: 1, review_threshold: 0.02, block_threshold: 0.5, medium_from: 0.02, high_from: 0.5 }
const PREVIEW = { ...NO_OUTLOOK, before: {}, after: {}, summary: '0.02 → 0.03', before_hash: 'a'.repeat(64) }

test.each([
  ['at once', false],
  ['not where it arrives after something else was typed', true],
])('shows a preview %s', async (_when, typesMeanwhile) => {
  const user = userEvent.setup()
  render(<PolicyForm policy={POLICY} fourEyes timeZone="UTC" proposal={{ review_threshold: '0.03' }} />)
  let respond: (response: unknown) => void = () => undefined
  call.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)) as never)
  await user.click(screen.getByRole('button', { name: 'Preview the impact' }))
  if (typesMeanwhile) await user.type(screen.getByDisplayValue('0.03'), '5')
  respond({ ok: true, body: PREVIEW })
  await waitFor(() => expect(screen.getByRole('button', { name: 'Preview the impact' })).toBeEnabled())
  expect(screen.queryAllByRole('button', { name: 'Request approval' })).toHaveLength(typesMeanwhile ? 0 : 1)
})
