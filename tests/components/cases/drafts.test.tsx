/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, renderHook } from '@testing-library/react'
import { anyDraft, keepDraft, useDraft } from '@/components/cases/drafts'

afterEach(() => sessionStorage.clear())

it('keeps a text for the whole tab until it is emptied', () => {
  const { result, unmount } = renderHook(() => useDraft('case:1:note'))
  act(() => result.current[1]('half a sentence'))
  unmount()
  expect(renderHook(() => useDraft('case:1:note')).result.current[0]).toBe('half a sentence')
  expect(sessionStorage).toHaveLength(1)
  act(() => keepDraft('case:1:note', ''))
  expect(sessionStorage).toHaveLength(0)
})

it('finds the draft of an earlier page of the tab', () => {
  sessionStorage.setItem('sentinel.draft.case:2:note', 'from before the reload')
  expect(renderHook(() => useDraft('case:2:note')).result.current[0]).toBe('from before the reload')
})

it('knows whether a draft of a case is held', () => {
  expect(anyDraft('case:3:')).toBe(false)
  act(() => keepDraft('case:3:summary', 'x'))
  expect(anyDraft('case:3:')).toBe(true)
  expect(anyDraft('case:30:')).toBe(false)
})

it('holds the text where the browser has no storage', () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const { result } = renderHook(() => useDraft('case:4:note'))
  act(() => result.current[1]('still here'))
  expect(result.current[0]).toBe('still here')
  jest.restoreAllMocks()
})
