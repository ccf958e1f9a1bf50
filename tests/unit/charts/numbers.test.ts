import { expect, it } from 'vitest'
import {
  changeText,
  labelled,
  numberText,
  plainNumber,
  shareText,
  shortNumber,
  ticksTo,
} from '@/charts/numbers'
import fc from '../../support/property'

it('chooses round steps that reach the highest value', () => {
  expect(ticksTo(0)).toEqual([0, 1])
  expect(ticksTo(3)).toEqual([0, 1, 2, 3])
  expect(ticksTo(87)).toEqual([0, 50, 100])
  expect(ticksTo(57_800)).toEqual([0, 20_000, 40_000, 60_000])
  expect(ticksTo(0.7)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (highest) => {
      const ticks = ticksTo(highest)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-6))
      expect(ticks.at(-2)).toBeLessThan(highest)
      expect(ticks.length).toBeLessThanOrEqual(5)
    }),
  )
})

it('writes no more labels than there is room for, from the first', () => {
  expect(labelled(12, 20)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  expect(labelled(30, 8)).toEqual([0, 4, 8, 12, 16, 20, 24, 28])
  expect(labelled(3, 0)).toEqual([0])
})

it('writes numbers as people read them', () => {
  expect([numberText(12_480), numberText(12.34), numberText(3)]).toEqual(['12,480', '12.3', '3'])
  expect([shortNumber(20_000), shortNumber(1_500_000), shortNumber(0)]).toEqual(['20k', '1.5M', '0'])
})

it('gives programs the numbers that people read, and leaves other texts', () => {
  expect(['1,204', '12.3', '−4', '0'].map(plainNumber)).toEqual(['1204', '12.3', '-4', '0'])
  expect(['45 %', '2 of 3', '1 week', ''].map(plainNumber)).toEqual(['45 %', '2 of 3', '1 week', ''])
})

it('compares only with something', () => {
  expect(changeText(104.1, 100)).toBe('+4.1%')
  expect(changeText(90, 100)).toBe('-10%')
  expect(changeText(100, 100)).toBe('0%')
  expect(changeText(5, 0)).toBeUndefined()
  expect(changeText(5, undefined)).toBeUndefined()
  expect(shareText(3, 4)).toBe('75%')
  expect(shareText(3, 0)).toBeUndefined()
})
