import type { Plugin } from 'vite'

/**
 * Tells the browser to compile the first files completely while they load, in parallel to the page's main thread,
 * instead of each function at its first call. Chromium supports this comment since version 136; other browsers ignore
 * it.
 */
export function compileHint(): Plugin {
  return {
    name: 'compile-hint',
    apply: 'build',
    generateBundle: {
      // The comment only works at the beginning of a file, and Vite puts a line of its own before the code.
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const first = chunks
          .filter(({ isEntry }) => isEntry)
          .flatMap(({ fileName, imports }) => [fileName, ...imports])
        for (const chunk of chunks)
          if (first.includes(chunk.fileName)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
      },
    },
  }
}
