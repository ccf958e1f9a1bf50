import type { Page } from '@playwright/test'

/** What a screen reader announces. */
export interface ScreenReaderState {
  /** The focused element: its role, its name, and its description. */
  role: string
  name: string
  description: string
  /** The text of the live regions. */
  said: string
}

/** Reads the browser's accessibility tree, which screen readers use. */
export async function screenReaderState(page: Page): Promise<ScreenReaderState> {
  const tree = await page.context().newCDPSession(page)
  const { nodes } = await tree.send('Accessibility.getFullAXTree')
  await tree.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const wordsIn = (id: string): string => {
    const node = byId.get(id)
    if (node?.role?.value === 'StaticText') return String(node.name?.value ?? '')
    return (node?.childIds ?? []).map(wordsIn).join(' ')
  }
  const has = (node: (typeof nodes)[number], property: string) =>
    node.properties?.some(({ name, value }) => name === property && value.value && value.value !== 'off')
  // The page itself is marked as focused too: the innermost focused node comes last.
  const focused = nodes.findLast((node) => !node.ignored && has(node, 'focused'))
  const live = nodes.filter((node) => !node.ignored && has(node, 'live'))
  return {
    role: String(focused?.role?.value ?? ''),
    name: String(focused?.name?.value ?? ''),
    description: String(focused?.description?.value ?? ''),
    said: live
      .map(({ nodeId }) => wordsIn(nodeId).trim())
      .filter(Boolean)
      .join(' | '),
  }
}
