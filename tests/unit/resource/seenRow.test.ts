// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { AnyRow } from '@/resource/define'
import { useSeenRow } from '@/resource/show/useSeenRow'

it('a dialog is about the record that it was opened on, until a refusal has been seen', () => {
  const { result, rerender } = renderHook(useSeenRow, { initialProps: { updated_at: 'seen' } as AnyRow })
  rerender({ updated_at: 'changed by another' })
  expect(result.current[0]).toEqual({ updated_at: 'seen' })
  act(() => result.current[1]())
  expect(result.current[0]).toEqual({ updated_at: 'changed by another' })
  rerender({ updated_at: 'changed again' })
  expect(result.current[0]).toEqual({ updated_at: 'changed by another' })
})
