/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { sendHonouringClaims } from '@/components/fraud/ask-about-claims'
import { ClaimsQuestion } from '@/components/fraud/claims-question'
import { prepareClaims } from '@/components/fraud/prepare-claims'
import type { ClaimChoice } from '@/lib/desk/claims/schema'

const claim = (transaction_id: string, user_name = 'Maya Chen', minute = '02') => ({
  transaction_id,
  user_id: user_name,
  user_name,
  claimed_at: `2026-11-20T14:${minute}:00.000Z`,
  expires_at: '2026-11-20T14:12:00.000Z',
})
const REJECTED = {
  ok: false as const,
  problem: { code: 'claimed', message: 'Maya Chen works on this.', claims: [claim('a')] },
}

/** Sends, and resolves when the question is on the screen. */
async function ask(mayOverride: boolean, skippable: boolean) {
  render(<ClaimsQuestion mayOverride={mayOverride} timeZone="Etc/UTC" />)
  const choices: ClaimChoice[] = []
  const sent = sendHonouringClaims(
    (choice) => {
      choices.push(choice)
      const again = choice.override_claim ?? choice.skip_claimed
      return Promise.resolve(again ? { ok: true as const, body: 'done' } : REJECTED)
    },
    { skippable },
  )
  await act(async () => undefined)
  await screen.findByRole('alertdialog')
  return { sent, choices }
}
const press = (name: RegExp | string) =>
  act(async () => fireEvent.click(screen.getByRole('button', { name })))

it('names the user, and sends the override that a senior chooses', async () => {
  const { sent, choices } = await ask(true, false)
  expect(screen.getByRole('alertdialog')).toHaveTextContent('Maya Chen works on this alert')
  expect(screen.getByRole('alertdialog')).toHaveTextContent('since 14:02, until 14:12')
  expect(screen.queryByRole('button', { name: /decide the rest/ })).toBeNull()
  await press('Decide anyway and end the claim of Maya Chen')
  expect(await sent).toEqual({ ok: true, body: 'done' })
  expect(choices).toEqual([{}, { override_claim: true }])
})

it('offers an analyst only to leave the claimed ones', async () => {
  const { sent, choices } = await ask(false, true)
  expect(screen.queryByRole('button', { name: /anyway/ })).toBeNull()
  expect(screen.getByRole('alertdialog')).toHaveTextContent(/Only senior analysts/)
  await press(/decide the rest/)
  await sent
  expect(choices.at(-1)).toEqual({ skip_claimed: true })
})

it('returns the rejection where the user cancels', async () => {
  const { sent, choices } = await ask(true, true)
  await press('Cancel')
  expect(await sent).toBe(REJECTED)
  expect(choices).toEqual([{}])
})

it('says who holds how many, and counts further users', () => {
  const claims = [claim('a', 'Maya Chen', '05'), claim('b'), claim('c', 'Lena Fischer')]
  expect(prepareClaims(claims, 'Etc/UTC')).toEqual({
    who: 'Maya Chen and Lena Fischer',
    lines: ['Maya Chen: 2 alerts, since 14:02, until 14:12', 'Lena Fischer: since 14:02, until 14:12'],
  })
  const many = ['A', 'B', 'C', 'D', 'E'].map((name) => claim(name, name))
  expect(prepareClaims(many, 'Etc/UTC').who).toBe('A, B, C and 2 more')
})
