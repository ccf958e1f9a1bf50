/**
 * Stands in for qs in the bundle: Refine's router reads and writes flat parameters of an address by it, which the
 * browser does itself in a twentieth of the code.
 */
export default {
  parse: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringify(query: Record<string, string>, options?: { addQueryPrefix?: boolean }) {
    const text = String(new URLSearchParams(query))
    return text && options?.addQueryPrefix ? `?${text}` : text
  },
}
