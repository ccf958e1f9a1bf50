/** The parts of a queue's page that are one stop of the Tab key each; F6 goes through them as well. */
const parts = ['.queue-waiting', '.queue-reading', '.queue-bar', '.queue-side']

// What is chosen by arrows itself stays a stop of its own; what only a phone shows stands outside the parts.
const controls =
  ':is(a[href], button, summary, textarea, input:not([type="radio"], [role="combobox"])):not(:disabled, .phone-only *, .ant-select *)'

const isSeen = (element: Element) => element.checkVisibility?.() !== false

/** What can be pressed or written in a part, in the order of the page; of the list's rows only the one in focus. */
function controlsOf(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(controls)].filter((one) => {
    const row = one.closest('.queue-row')
    return isSeen(one) && (!row || row.querySelector('.queue-row-button[tabindex="0"]') !== null)
  })
}

/** Where Tab comes into a part: the row, the first decision, else the first control; of what is read, the whole of it. */
function stopOf(part: Element, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (part.matches('.queue-reading')) return undefined
  const first = part.querySelector<HTMLElement>(
    '.queue-row-button[tabindex="0"], .queue-actions button:enabled',
  )
  return first ?? all[0]
}

/** Makes each part under `root` one stop, so that no part is more than three Tabs from the row. */
export function setStops(root: Element): void {
  for (const part of root.querySelectorAll(parts.join(', '))) {
    const all = controlsOf(part)
    const stop = stopOf(part, all)
    for (const one of all) {
      // The decisions keep their own stop.
      if (!one.closest('.queue-actions')) one.tabIndex = one === stop ? 0 : -1
    }
  }
}

/** Leads along the links and buttons of the part that has the focus, of the item where none has. */
export function moveAlong(event: KeyboardEvent, by: 1 | -1): void {
  const from = event.target instanceof HTMLElement ? event.target : document.body
  if (from.matches('input[type="radio"]')) return
  const part =
    from === document.body ? document.querySelector('.queue-reading') : from.closest(parts.join(', '))
  if (!part) return
  const all = controlsOf(part)
  const at = all.indexOf(from)
  // From a heading or the whole of what is read, to the nearest of what follows or comes before.
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

/** Where each part begins for F6. */
const partStarts = [
  '.queue-row-button[tabindex="0"]',
  '.queue-reading',
  '.queue-actions button',
  '.queue-side :is(a, button)',
]

/** Moves the focus to the next part of the page, so that none is many Tabs away. */
export function focusPart(by: 1 | -1): void {
  const starts = partStarts.flatMap((start) => {
    const all = [...document.querySelectorAll<HTMLElement>(start)]
    // What only a phone shows takes no focus here.
    return all.find(isSeen) ?? []
  })
  const around = ['.queue-waiting', '.queue-reading', '.queue-foot, .queue-bar', '.queue-side']
  const within = document.activeElement?.closest(around.join(', ')) ?? null
  const at = starts.findIndex((start) => within?.contains(start))
  starts[(at + by + starts.length) % starts.length]?.focus()
}
