import { describe, expect, test } from 'vitest'
import { currencyCodes, minorDigits } from '@/resource/fields/currencies'
import { minorOf, readNumber } from '@/resource/fields/readNumber'
import fc from '../../support/property'

const plainOf = (text: string, form = {}) => {
  const read = readNumber(text, form)
  return 'plain' in read ? read.plain : undefined
}
const eur = { currency: 'EUR' }

describe('numbers as people type them', () => {
  test.each([
    ['0,50', '0.5'],
    ['12,50', '12.5'],
    ['0,01', '0.01'],
    [',5', '0.5'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1 234,50', '1234.5'],
    ['1\u00A0234\u202F567,8', '1234567.8'],
    ["1'234.50", '1234.5'],
    ['1’234,50', '1234.5'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ['12,34,567.5', '1234567.5'],
    ['1,00,000', '100000'],
    ['１２３．５', '123.5'],
    ['١٢٫٥', '12.5'],
    ['١٬٢٣٤٬٥٦٧', '1234567'],
    ['१२,३४,५६७', '1234567'],
    ['0,500', '0.5'],
    ['1234,567', '1234.567'],
    ['007', '7'],
    ['−5', '-5'],
    ['–5,5', '-5.5'],
    ['5-', '-5'],
    ['(1 234,50)', '-1234.5'],
    ['+5', '5'],
    ['-0', '0'],
    ['\u200E12\u200F', '12'],
  ])('%s is %s', (text, plain) => expect(plainOf(text)).toBe(plain))

  test.each([
    ['1.234', 'can be 1234 or 1.234'],
    ['1,234', 'can be 1234 or 1.234'],
    ['12abc', 'not a number'],
    ['abc', 'not a number'],
    ['', 'not a number'],
    ['-', 'not a number'],
    ['1e3', 'not a number'],
    ['0x10', 'not a number'],
    ['5²', 'not a number'],
    ['1,2,3', 'not a number'],
    ['12 34', 'not a number'],
    ['1.234 567', 'not a number'],
    ['1,234.567.8', 'not a number'],
    ['--5', 'not a number'],
    ['(-5)', 'not a number'],
    ['5,', 'not a number'],
    ['Infinity', 'not a number'],
    ['9007199254740993', 'more digits than can be kept'],
  ])('%s is refused: %s', (text, why) =>
    expect(readNumber(text)).toMatchObject({ problem: expect.stringContaining(why) }),
  )

  test.each([
    ['€ 12,50', eur, '12.5'],
    ['12.50 EUR', eur, '12.5'],
    ['-€5', eur, '-5'],
    ['€-5', eur, '-5'],
    ['£1,234.56', { currency: 'GBP' }, '1234.56'],
    ['US$ 5', { currency: 'USD' }, undefined],
    ['$5', { currency: 'USD' }, '5'],
    ['$5', eur, undefined],
    ['5 USD', eur, undefined],
    ['12.345,678', eur, undefined],
    ['0,005', eur, undefined],
    ['12,5000', eur, '12.5'],
    ['1.234', eur, undefined],
    ['100,00', { currency: 'JPY' }, '100'],
    ['100,5', { currency: 'JPY' }, undefined],
    ['1,2345', { currency: 'KWD' }, undefined],
    ['1,2340', { currency: 'KWD' }, '1.234'],
    ['50 %', { unit: '%' }, '50'],
    ['50 %', {}, undefined],
    ['1.000', { digits: 0 }, undefined],
    ['1.234', { digits: 0 }, '1234'],
    ['5.0', { digits: 0 }, '5'],
    ['5,5', { digits: 0 }, undefined],
  ])('%s for %o is %s', (text, form, plain) => expect(plainOf(text, form)).toBe(plain))

  test('whatever is written in a grouping of the world is read as it was meant', () => {
    const locales = ['de', 'en', 'fr', 'de-CH', 'en-IN', 'ar-EG', 'fa', 'mr', 'pl', 'es', 'sv', 'bn']
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fc.constantFrom(...locales), (minor, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(minor / 100)
        expect(minorOf(plainOf(text, eur) ?? '', 2)).toBe(minor)
      }),
    )
  })

  test('no text makes it fail or gives what is not a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readNumber(text)
        if ('plain' in read) expect(read.plain).toMatch(/^-?\d+(\.\d+)?$/)
      }),
    )
  })
})

test('digits of a currency are those of ISO 4217, where the browser has others', () => {
  expect(['EUR', 'JPY', 'KWD', 'CLF', 'HUF', 'IQD', 'ISK', 'UGX', 'MGA', 'COP'].map(minorDigits)).toEqual([
    2, 0, 3, 4, 2, 3, 0, 0, 2, 2,
  ])
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
})
