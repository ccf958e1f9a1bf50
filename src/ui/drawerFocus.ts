const entered = new WeakSet<Element>()
const usable = 'h1, a[href], button, input, select, textarea, [tabindex]'

/**
 * Moves the focus to an element that is not focusable by itself, such as a heading; it is not added to the Tab order.
 */
export function focusPlace(place: HTMLElement): void {
  if (!place.matches('a, button, input, select, textarea, [tabindex]')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/**
 * How many frames to wait for a drawer: it is created before it is attached to the page, and nothing in it can take the
 * focus until then.
 */
const maxFrames = 60

/** Sets the focus once for each drawer as it opens, unless a field in it or the person moves the focus elsewhere. */
function enter(dialog: HTMLElement | null): void {
  if (!dialog || entered.has(dialog)) return
  entered.add(dialog)
  const before = document.activeElement
  // A field with `autoFocus` may have taken it already: leaving that field would show it as wrong.
  if (before !== dialog && dialog.contains(before)) return
  let frames = 0
  const take = () => {
    const places = dialog.querySelectorAll<HTMLElement>(`.ant-drawer-body :is(${usable})`)
    // The dialog itself is the fallback where no content has arrived yet or nothing in it can take the focus.
    for (const place of dialog.isConnected ? [...places, dialog] : []) {
      if (document.activeElement !== before) return
      focusPlace(place)
    }
    frames += 1
    if (document.activeElement === before && frames < maxFrames) requestAnimationFrame(take)
  }
  take()
}

/**
 * Props for every drawer, so that it opens with the focus on its heading or its first control. Ant Design focuses an
 * element around the dialog, where a screen reader does not announce that a dialog has opened.
 */
export const drawerFocus = { autoFocus: false, panelRef: enter } as const

/**
 * The ref of a drawer heading that is rendered later: moves the focus to it from the drawer or from the heading it
 * replaces.
 */
export function focusHeading(heading: HTMLElement | null): void {
  const { activeElement, body } = document
  const dialog = heading?.closest('[role=dialog]')
  if (heading && dialog && (activeElement === dialog || activeElement === body)) focusPlace(heading)
}
