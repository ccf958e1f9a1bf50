/**
 * Replaces the library qs in the bundle: Refine's router only needs flat parameters of an address, which the browser
 * reads and writes itself with a twentieth of the code.
 */
export default {
  parse: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringify(query: Record<string, string>, options?: { addQueryPrefix?: boolean }) {
    const text = String(new URLSearchParams(query))
    return text && options?.addQueryPrefix ? `?${text}` : text
  },
}
