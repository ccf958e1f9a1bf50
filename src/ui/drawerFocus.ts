const entered = new WeakSet<Element>()
const usable = 'h1, a[href], button, input, select, textarea, [tabindex]'

/** Gives something the focus that is no field, such as a heading; it can be reached by this alone. */
export function focusPlace(place: HTMLElement): void {
  if (!place.matches('a, button, input, select, textarea, [tabindex]')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/** Frames that a drawer is waited for: it is made before it is in the page, and nothing of it can have the focus until then. */
const maxFrames = 60

/** Once for each drawer, as it opens: unless a field of it, or the person, puts the focus somewhere else. */
function enter(dialog: HTMLElement | null): void {
  if (!dialog || entered.has(dialog)) return
  entered.add(dialog)
  const before = document.activeElement
  let frames = 0
  const take = () => {
    const places = dialog.querySelectorAll<HTMLElement>(`.ant-drawer-body :is(${usable})`)
    // The last where nothing has come yet, or nothing of it can be used.
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
 * What every drawer is given, so that it opens with the focus on its heading or its first control. Ant Design puts the
 * focus around the dialog, where a screen reader does not tell that one has opened.
 */
export const drawerFocus = { autoFocus: false, panelRef: enter } as const

/** The ref of a drawer's heading that comes later: goes on from the drawer, or from the heading that was here before. */
export function focusHeading(heading: HTMLElement | null): void {
  const { activeElement, body } = document
  const dialog = heading?.closest('[role=dialog]')
  if (heading && dialog && (activeElement === dialog || activeElement === body)) focusPlace(heading)
}
