import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** The bytes of gzipped JavaScript that the browser may load from an empty cache up to the first list's rows. */
export const budget = 400_000

/**
 * Fails the build if the JavaScript up to the first list exceeds the budget: the entry, the given lazily loaded
 * modules, and everything these import statically.
 * @param lazyModules source paths of the modules loaded by `import()` on the way to the first list.
 */
export function bundleBudget(lazyModules: string[]): Plugin {
  let root = process.cwd()
  return {
    name: 'bundle-budget',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    writeBundle(options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const needed = new Set<string>()
      const need = (fileName: string) => {
        const chunk = chunks.find((one) => one.fileName === fileName)
        if (!chunk || needed.has(fileName)) return
        needed.add(fileName)
        chunk.imports.forEach(need)
      }
      for (const chunk of chunks) if (chunk.isEntry) need(chunk.fileName)
      for (const path of lazyModules) {
        const id = resolve(root, path)
        const chunk =
          chunks.find((one) => one.facadeModuleId === id) ?? chunks.find((one) => one.moduleIds.includes(id))
        if (!chunk)
          this.error(
            `The bundle budget counts ${path}, which is in no chunk. Mend its list in vite.config.ts.`,
          )
        need(chunk.fileName)
      }
      const sizes = [...needed]
        .map((name) => ({
          name,
          bytes: gzipSync(readFileSync(join(options.dir ?? 'dist', name))).byteLength,
        }))
        .sort((a, b) => b.bytes - a.bytes)
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
      const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
      const figure = `JavaScript to the first list: ${kb(total)} gzip of ${kb(budget)}`
      if (total > budget) {
        const parts = sizes.map(({ name, bytes }) => `  ${kb(bytes).padStart(9)}  ${name}`).join('\n')
        this.error(
          `${figure}: over the budget.\n${parts}\nLoad something later, or raise the budget in scripts/bundle-budget.ts.`,
        )
      }
      console.log(figure)
    },
  }
}
