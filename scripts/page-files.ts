import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** The module of each page, by the first segment of its address, read from the domains' declarations. */
export function pageModules(root: string): Record<string, string> {
  // The home page is not declared by a domain.
  const modules: Record<string, string> = { '': 'src/Home.tsx' }
  for (const domain of readdirSync(join(root, 'src/domains'), { withFileTypes: true })) {
    if (!domain.isDirectory()) continue
    const folder = `src/domains/${domain.name}`
    const declared = readFileSync(join(root, folder, 'index.tsx'), 'utf8').matchAll(
      /(?:table: '(\w+)'|path: '\/([\w-]+)')(?:(?!table: |path: )[\s\S])*?load: \(\) => import\('\.\/([\w/]+)'\)/g,
    )
    for (const [, table, path, file] of declared) {
      modules[path ?? table?.replaceAll('_', '-') ?? ''] = `${folder}/${file}.tsx`
    }
  }
  return modules
}

/**
 * Puts the libraries into the page as scripts of their own before the console's: each runs as soon as it has loaded,
 * whereas imported modules wait for the last one.
 */
function librariesFirst(html: string): string {
  const [entry = ''] = /<script type="module"[^>]*><\/script>/.exec(html) ?? []
  const libraries: string[] = []
  const rest = html
    .replace(entry, '')
    .replace(/<link rel="modulepreload"([^>]*) href=("[^"]*")>\s*/g, (_link, more, file) => {
      libraries.push(`<script type="module"${more} src=${file}></script>`)
      return ''
    })
  return rest.replace('</head>', `${[...libraries, entry].join('\n    ')}\n  </head>`)
}

/**
 * Writes into the built page which additional files each address needs, so that its script can request them at once and
 * not only when the console runs.
 */
export function pageFiles(): Plugin {
  let root = process.cwd()
  return {
    name: 'page-files',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const filesOf = (fileName: string, found = new Set<string>()): Set<string> => {
          const chunk = chunks.find((one) => one.fileName === fileName)
          if (!chunk || found.has(fileName)) return found
          found.add(fileName)
          for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
          for (const imported of chunk.imports) filesOf(imported, found)
          return found
        }
        const always = new Set(
          chunks.filter(({ isEntry }) => isEntry).flatMap(({ fileName }) => [...filesOf(fileName)]),
        )
        const files: string[] = []
        const pages: Record<string, number[]> = {}
        for (const [path, module] of Object.entries(pageModules(root))) {
          const id = resolve(root, module)
          const chunk = chunks.find(
            ({ facadeModuleId, moduleIds }) => facadeModuleId === id || moduleIds.includes(id),
          )
          if (!chunk) this.error(`${module}, the page of /${path}, is in no chunk.`)
          pages[path] = [...filesOf(chunk.fileName)]
            .filter((file) => !always.has(file))
            .map((file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1))
        }
        return librariesFirst(html).replace(
          'id="page-files">{}<',
          () => `id="page-files">${JSON.stringify({ files, pages })}<`,
        )
      },
    },
  }
}
