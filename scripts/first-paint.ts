import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { colourSheet } from '../src/ui/colours.ts'

/**
 * Inserts into the page what can be painted before any code has loaded: the colours, and the sign-in form as a
 * template.
 */
export function firstPaint(): Plugin {
  let root = process.cwd()
  return {
    name: 'first-paint',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        const form = readFileSync(join(root, 'src/shell/sign-in.html'), 'utf8')
        return {
          html: html.replace('<template id="sign-in">', (opening) => `${opening}${form}`),
          tags: [{ tag: 'style', children: colourSheet(), injectTo: 'head-prepend' }],
        }
      },
    },
  }
}
