import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  keepPrepared,
  keepSpare,
  keptRecipe,
  recipeOf,
  takePrepared,
} from '../../../supabase/local/prepared.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'prepared-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(dir, { recursive: true, force: true })
})

describe('a prepared data directory', () => {
  it('is copied for its own recipe only, and takes the place of older ones', async () => {
    const cache = join(dir, 'cache')
    const make = async (directory: string) => {
      mkdirSync(join(directory, 'pgdata/base'), { recursive: true })
      writeFileSync(join(directory, 'pgdata/base/1'), 'rows')
    }
    await keepPrepared('old', make, cache)
    await keepPrepared('new', make, cache)
    expect(readdirSync(cache)).toEqual(['new'])
    expect(await takePrepared('old', join(dir, 'taken'), cache)).toBe(false)
    expect(existsSync(join(dir, 'taken'))).toBe(false)
    expect(await takePrepared('new', join(dir, 'taken'), cache)).toBe(true)
    expect(readFileSync(join(dir, 'taken/base/1'), 'utf8')).toBe('rows')
  })

  it('is moved where a spare copy lies, which is made anew', async () => {
    const cache = join(dir, 'cache')
    mkdirSync(join(cache, 'new'), { recursive: true })
    mkdirSync(join(cache, 'new.spare.1'))
    writeFileSync(join(cache, 'new/1'), 'rows')
    await keepSpare('new', cache)
    expect(readdirSync(cache)).toEqual(['new', 'new.spare'])
    writeFileSync(join(cache, 'new.spare/1'), 'of the spare')
    expect(await takePrepared('new', join(dir, 'taken'), cache)).toBe(true)
    expect(readFileSync(join(dir, 'taken/1'), 'utf8')).toBe('of the spare')
    expect(readdirSync(cache)).toEqual(['new'])
  })

  it('is that of the newest kept day that is not too old', async () => {
    const cache = join(dir, 'cache')
    const of = (day: string, digest = 'digest') => `${day}-${digest}`
    const today = of('2026-03-01')
    vi.useFakeTimers({ now: new Date('2026-03-01T00:30:00Z'), toFake: ['Date'] })
    for (const kept of [of('2026-02-20'), of('2026-02-22'), of('2026-02-28', 'another')])
      mkdirSync(join(cache, kept), { recursive: true })
    expect(keptRecipe(today, 6, cache)).toBe(today)
    expect(keptRecipe(today, 7, cache)).toBe(of('2026-02-22'))
    mkdirSync(join(cache, today))
    expect(keptRecipe(today, 7, cache)).toBe(today)
  })

  it('is not kept where making it failed', async () => {
    const cache = join(dir, 'cache')
    const fails = keepPrepared('new', () => Promise.reject(new Error('disk full')), cache)
    await expect(fails).rejects.toThrow('disk full')
    expect(readdirSync(cache)).toEqual([])
  })

  it('has another recipe once a migration, the sample data or its amount is another', async () => {
    const seed = join(dir, 'seed.sql')
    writeFileSync(seed, 'select 1;')
    writeFileSync(join(dir, '001_first.sql'), 'select 1;')
    const recipes = [await recipeOf(seed, dir, 1), await recipeOf(seed, dir, 4)]
    writeFileSync(seed, 'select 2;')
    recipes.push(await recipeOf(seed, dir, 1))
    writeFileSync(join(dir, '001_first.sql'), 'select 2;')
    recipes.push(await recipeOf(seed, dir, 1))
    expect(new Set(recipes).size).toBe(4)
    expect(await recipeOf(seed, dir, 1)).toBe(recipes[3])
  })
})
