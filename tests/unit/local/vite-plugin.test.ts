import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { localSupabase } from '../../../supabase/local/vite-plugin.ts'

const page = `<meta name="supabase-url" content="" /><meta name="supabase-publishable-key" content="" /><meta name="supabase-embedded" content="" />`

/** The page's settings as a browser would read them. */
async function settingsOf(command: 'serve' | 'build', env: string): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'console-vite-'))
  writeFileSync(join(root, '.env'), env)
  const plugin = localSupabase()
  const call = (hook: unknown, ...values: unknown[]) => (hook as (...all: unknown[]) => unknown)(...values)
  await call(plugin.configResolved, { command, mode: 'development', root, envDir: root })
  const { handler } = plugin.transformIndexHtml as { handler: unknown }
  const html = (await call(handler, page)) as string
  return [...html.matchAll(/content="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  )
}

describe('the settings in the page', () => {
  it('name the embedded backend and its sample people in the dev server', async () => {
    const [url, key, embedded] = await settingsOf('serve', '')
    expect([url, key]).toEqual(['', ''])
    expect(JSON.parse(embedded ?? '')).toMatchObject({
      publishableKey: 'sb_publishable_local',
      password: 'introalignment',
      signIns: [{ role: 'Admin', email: 'admin@introalignment.test' }, {}, {}, {}, {}],
    })
  })

  it('stay empty in a build without settings', async () => {
    expect(await settingsOf('build', '')).toEqual(['', '', ''])
  })

  it.each(['serve', 'build'] as const)(
    'name the hosted project that the environment names (%s)',
    async (command) => {
      const env = "VITE_SUPABASE_URL=https://a.test/?b&c\nVITE_SUPABASE_PUBLISHABLE_KEY='sb_\"<key>'"
      expect(await settingsOf(command, env)).toEqual(['https://a.test/?b&c', 'sb_"<key>', ''])
    },
  )
})

describe('with a hosted project', () => {
  afterEach(() => vi.unstubAllEnvs())

  it.each(['VITE_SUPABASE_URL', 'VITE_SUPABASE_PUBLISHABLE_KEY'])(
    'in %s alone, nothing is started',
    async (name) => {
      vi.stubEnv(name, 'something')
      const server = await createServer({
        configFile: false,
        root: mkdtempSync(join(tmpdir(), 'console-vite-')),
        server: { middlewareMode: true },
        plugins: [localSupabase()],
      })
      expect((globalThis as { introalignmentBackend?: unknown }).introalignmentBackend).toBeUndefined()
      await server.close()
    },
  )
})
