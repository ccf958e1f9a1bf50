import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isPrivatePath } from '../../../supabase/local/guard.ts'

const root = join(import.meta.dirname, '../../..')

describe('the dev server', () => {
  it.each([
    '/supabase/seed.sql',
    '/supabase/seed.sql?raw',
    '/supabase/seed.sql?import&raw',
    '/supabase%2fseed.sql',
    '/%73upabase/seed.sql',
    '/%2573upabase/seed.sql',
    '//supabase/seed.sql',
    '/src/../supabase/seed.sql',
    '/src/..%2fsupabase/seed.sql',
    '/src/..\\supabase/seed.sql',
    '/package.json',
    '/vite.config.ts?raw',
    `/@fs${root}/supabase/seed.sql`,
    `/@fs//${root}/supabase/seed.sql`,
    `/@fs${root}/src/../supabase/seed.sql`,
    `${root}/supabase/seed.sql`,
    '/node_modules/.cache/console-start/x/server.json',
    '/node_modules/vite/../.cache/journeys/x',
    '/node_modules/.package-lock.json',
    `/@fs${root}/node_modules/.cache/journeys/x?raw`,
    '/@fs/etc/passwd',
    '/@id/supabase/.temp/embedded/PG_VERSION',
    '/@id//supabase/seed.sql?raw',
    '/@id/@id/supabase/seed.sql',
    '/@id/%5f%5fx00__/supabase/seed.sql',
    '/@id/@fs/etc/passwd',
    `/@id/file://${root}/supabase/seed.sql?raw`,
    '/@id/@/../supabase/seed.sql',
    `/@id/${root}/supabase/seed.sql`,
    '/@fs/etc/passwd?raw',
    '/%zz',
  ])('keeps %s to itself', (path) => {
    expect(isPrivatePath(root, path)).toBe(true)
  })

  it.each([
    '/',
    '/index.html',
    '/leads',
    '/leads/4?q=a%20b',
    '/src/main.tsx',
    '/@vite/client',
    '/@react-refresh',
    '/@id/__x00__jsx',
    '/node_modules/.vite/deps/react.js?v=1',
    `/@fs${root}/node_modules/vite/dist/client/env.mjs`,
    '/rest/v1/leads?select=*',
  ])('serves %s', (path) => {
    expect(isPrivatePath(root, path)).toBe(false)
  })
})

describe('the headers for static hosts', () => {
  it('let the one script run that stands in the page itself', () => {
    const [, script = ''] =
      /<script>(.*?)<\/script>/s.exec(readFileSync(join(root, 'index.html'), 'utf8')) ?? []
    const hash = createHash('sha256').update(script).digest('base64')
    const headers = readFileSync(join(root, 'public/_headers'), 'utf8')
    expect(headers).toContain(`script-src 'self' 'sha256-${hash}';`)
    for (const part of ["frame-ancestors 'none'", 'nosniff', 'Referrer-Policy: '])
      expect(headers).toContain(part)
  })
})
