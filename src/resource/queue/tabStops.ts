/** The panes of a queue's page that are one Tab stop each; F6 moves between them too. */
const parts = ['.queue-waiting', '.queue-reading', '.queue-bar', '.queue-side']

// Controls with arrow keys of their own stay separate Tab stops; phone-only elements are outside the panes.
const controls =
  ':is(a[href], button, summary, textarea, input:not([type="radio"], [role="combobox"])):not(:disabled, .phone-only *, .ant-select *)'

const isSeen = (element: Element) => element.checkVisibility?.() !== false

/** The controls in a pane, in page order; of the list's rows only the current one. */
function controlsOf(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(controls)].filter((one) => {
    const row = one.closest('.queue-row')
    return isSeen(one) && (!row || row.querySelector('.queue-row-button[tabindex="0"]') !== null)
  })
}

/**
 * The element that Tab moves to in a pane: the row, the first decision, otherwise the first control; for the item, the
 * whole pane.
 */
function stopOf(part: Element, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (part.matches('.queue-reading')) return undefined
  const first = part.querySelector<HTMLElement>(
    '.queue-row-button[tabindex="0"], .queue-actions button:enabled',
  )
  return first ?? all[0]
}

/** Makes each pane under `root` one Tab stop, so that no pane is more than three Tab presses from the row. */
export function setStops(root: Element): void {
  for (const part of root.querySelectorAll(parts.join(', '))) {
    const all = controlsOf(part)
    const stop = stopOf(part, all)
    for (const one of all) {
      // The decision buttons manage their own Tab stop.
      if (!one.closest('.queue-actions')) one.tabIndex = one === stop ? 0 : -1
    }
  }
}

/** Moves between the links and buttons of the focused pane; if none is focused, of the item. */
export function moveAlong(event: KeyboardEvent, by: 1 | -1): void {
  const from = event.target instanceof HTMLElement ? event.target : document.body
  if (from.matches('input[type="radio"]')) return
  const part =
    from === document.body ? document.querySelector('.queue-reading') : from.closest(parts.join(', '))
  if (!part) return
  const all = controlsOf(part)
  const at = all.indexOf(from)
  // From a heading or the whole item, to the nearest control after or before it.
  const next =
    at >= 0
      ? all[at + by]
      : from === part || from === document.body
        ? by === 1
          ? all[0]
          : undefined
        : nearest(all, from, by)
  next?.focus()
}

function nearest(all: readonly HTMLElement[], from: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const place = by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  const onThatSide = all.filter((one) => from.compareDocumentPosition(one) & place)
  return by === 1 ? onThatSide[0] : onThatSide.at(-1)
}

/** The element in each pane that F6 focuses. */
const partStarts = [
  '.queue-row-button[tabindex="0"]',
  '.queue-reading',
  '.queue-actions button',
  '.queue-side :is(a, button)',
]

/** Moves the focus to the next pane, so that no pane is many Tab presses away. */
export function focusPart(by: 1 | -1): void {
  const starts = partStarts.flatMap((start) => {
    const all = [...document.querySelectorAll<HTMLElement>(start)]
    // Elements that only a phone shows are skipped.
    return all.find(isSeen) ?? []
  })
  const around = ['.queue-waiting', '.queue-reading', '.queue-foot, .queue-bar', '.queue-side']
  const within = document.activeElement?.closest(around.join(', ')) ?? null
  const at = starts.findIndex((start) => within?.contains(start))
  starts[(at + by + starts.length) % starts.length]?.focus()
}
