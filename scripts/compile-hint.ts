import type { Plugin } from 'vite'

/**
 * Tells the browser to compile the first files as a whole while they come, beside the page's own thread, instead of
 * each function when it is first called. Chromium reads the mark since version 136; others take it for a comment.
 */
export function compileHint(): Plugin {
  return {
    name: 'compile-hint',
    apply: 'build',
    generateBundle: {
      // The mark counts at the beginning of a file only, and Vite puts a line of its own before the code.
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
