import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { bundleBudget } from './scripts/bundle-budget.ts'
import { compileHint } from './scripts/compile-hint.ts'
import { firstPaint } from './scripts/first-paint.ts'
import { pageFiles } from './scripts/page-files.ts'
import { localSupabase } from './supabase/local/vite-plugin.ts'

/** Vitest's code is loaded for tests only. */
const sequencer = process.env.VITEST ? (await import('./tests/support/longest-first.ts')).default : undefined

/** Source modules loaded by `import()` on the way from an empty cache to the first list's rows (`/leads`). */
const lazyToFirstList = ['src/domains/outreach/leads.tsx']

/**
 * Libraries without side effects that do not declare it: their unused exports are left out of the bundle. This also
 * removes parts of Ant Design's form (where only its context is used) and what Refine's hooks for tables, imports and
 * exports need.
 */
const doNothingByThemselves =
  /[\\/]node_modules[\\/](rc-[^\\/]+|@rc-component|@refinedev|papaparse|error-stack-parser|stackframe)[\\/]/

export default defineConfig({
  // Tests start their own backends (tests/support); the plugin would start another one, on the developer's data.
  plugins: [
    react(),
    process.env.VITEST ? [] : localSupabase(),
    bundleBudget(lazyToFirstList),
    firstPaint(),
    pageFiles(),
    compileHint(),
  ],
  resolve: {
    alias: [
      { find: '@', replacement: fileURLToPath(new URL('./src', import.meta.url)) },
      { find: 'qs', replacement: fileURLToPath(new URL('./src/ui/nativeQs.ts', import.meta.url)) },
      {
        find: 'resize-observer-polyfill',
        replacement: fileURLToPath(new URL('./src/ui/nativeResizeObserver.ts', import.meta.url)),
      },
      // lodash detects bugs of Internet Explorer by catching errors, and for each error the browser reads the whole
      // bundle again to determine its position.
      { find: /^\.\/_getTag\.js$/, replacement: 'lodash-es/_baseGetTag.js' },
    ],
  },
  server: { port: 5173 },
  preview: { port: 5173 },
  build: {
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // A separate file: these libraries throw errors while they load, and with developer tools or browser tests
            // attached, the browser then reads the whole file again to determine the position. The console's own file
            // is three times as long.
            {
              name: 'libraries',
              test: /[\\/]node_modules[\\/](react-dom|@refinedev[\\/]core)[\\/]|[\\/]src[\\/]createRoot/,
              priority: 1,
            },
            // Runs while the console's own code is still loading (scripts/page-files.ts).
            {
              name: 'interface',
              test: /[\\/]node_modules[\\/](antd|@ant-design|@rc-component|rc-[^\\/]+)[\\/]/,
              tags: ['$initial'],
              priority: 1,
            },
            // One file with the code that every page needs, instead of forty small ones.
            { name: 'console', tags: ['$initial'] },
          ],
        },
      },
      treeshake: {
        moduleSideEffects: [{ test: doNothingByThemselves, sideEffects: false }],
        // Refine's build calls this function for each of its hooks to name it, which would keep unused hooks in the
        // bundle.
        manualPureFunctions: ['__name'],
      },
    },
  },
  test: {
    maxWorkers: 2,
    sequence: { sequencer },
    reporters: ['default', './tests/support/exit-code.ts'],
    coverage: {
      enabled: Boolean(process.env.CI),
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/supabase/database.types.ts', 'src/supabase/columns.ts'],
      // The total, and each file with untested lines, by their numbers.
      reporter: ['text-summary', ['text', { skipFull: true }]],
    },
    // Two react-routers in one page (Refine's own and ours) would not see each other's context.
    server: { deps: { inline: [/@refinedev\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // First, because the database of the page tests is prepared meanwhile.
          sequence: { groupOrder: 0 },
          isolate: false,
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          sequence: { groupOrder: 0 },
          isolate: false,
          environment: 'jsdom',
          include: ['tests/unit/**/*.test.tsx'],
          // A setup file and not an import: test files share their modules, so an imported module would register its
          // hooks only for the first file.
          setupFiles: ['tests/support/setup-dom.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'console',
          sequence: { groupOrder: 1 },
          // With `test`, Ant Design gives every dialog the same id.
          env: { NODE_ENV: 'development' },
          isolate: false,
          environment: 'jsdom',
          include: ['tests/{console,contract}/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/setup-dom.ts'],
          globalSetup: ['tests/support/global-backend.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
