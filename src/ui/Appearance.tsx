import { ConfigProvider } from 'antd'
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react'
import { type ChartColours, chartColours, grounds, type Mode } from './colours'
import { guardComposition } from './composition'
import { NotificationHost } from './notify'
import { consoleTheme, type Density, themeKey } from './theme'
import { useMedia } from './useMedia'

/** The theme the person chose: `system` follows the device. */
export type ThemeChoice = 'system' | Mode

interface Stored {
  theme: ThemeChoice
  density: Density
}

interface AppearanceValue extends Stored {
  /** The theme in use, after `system` has been resolved to light or dark. */
  mode: Mode
  setTheme: (theme: ThemeChoice) => void
  setDensity: (density: Density) => void
}

/** Also read by the inline script of index.html, so that the first paint already has the right theme. */
const storageKey = 'introalignment.appearance'
const darkQuery = '(prefers-color-scheme: dark)'
const stillQuery = '(prefers-reduced-motion: reduce)'
const unset: Stored = { theme: 'system', density: 'comfortable' }

function parse(text: string | null): Stored {
  try {
    const value = JSON.parse(text ?? '{}') as Partial<Stored>
    return {
      theme: value.theme === 'light' || value.theme === 'dark' ? value.theme : 'system',
      density: value.density === 'compact' ? 'compact' : 'comfortable',
    }
  } catch {
    return unset
  }
}

// Without storage (a locked-down browser) the choice still holds until the tab is closed.
let unstored: string | null = null

function readText(): string | null {
  try {
    return localStorage.getItem(storageKey) ?? unstored
  } catch {
    return unstored
  }
}

const listeners = new Set<() => void>()

function write(next: Stored): void {
  unstored = JSON.stringify(next)
  try {
    localStorage.setItem(storageKey, unstored)
  } catch {
    // Kept in memory above.
  }
  for (const listener of listeners) listener()
}

function subscribeStored(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function modeOf(theme: ThemeChoice, dark: boolean): Mode {
  if (theme !== 'system') return theme
  return dark ? 'dark' : 'light'
}

/**
 * Applies the stored (or given) theme to the document. Pages that must work without any provider call it themselves.
 */
export function paintGround(
  mode: Mode = modeOf(parse(readText()).theme, window.matchMedia(darkQuery).matches),
): void {
  document.documentElement.dataset.theme = mode
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', grounds[mode].page)
}

/**
 * Keeps the document's theme in sync with the device and other tabs, for pages rendered without providers. Returns a
 * function that stops it.
 */
export function followGround(): () => void {
  const paint = () => paintGround()
  const dark = window.matchMedia(darkQuery)
  dark.addEventListener('change', paint)
  const stop = subscribeStored(paint)
  return () => {
    dark.removeEventListener('change', paint)
    stop()
  }
}

const AppearanceContext = createContext<AppearanceValue>({
  ...unset,
  mode: 'light',
  setTheme: () => {},
  setDensity: () => {},
})

function nothingToShow(): ReactNode {
  return <span className="quiet">Nothing to show</span>
}

/** Gives everything below it the theme and density that the person chose, kept in this browser for all its tabs. */
export function Appearance({ children }: { children: ReactNode }) {
  const text = useSyncExternalStore(subscribeStored, readText)
  const stored = useMemo(() => parse(text), [text])
  const { theme, density } = stored
  const mode = modeOf(theme, useMedia(darkQuery))

  useLayoutEffect(() => {
    const root = document.documentElement
    const key = themeKey(mode, density)
    paintGround(mode)
    root.dataset.density = density
    // On the root element, Ant Design's variables also reach elements outside its own components.
    root.classList.add(key)
    return () => root.classList.remove(key)
  }, [mode, density])

  useLayoutEffect(guardComposition, [])

  const value = useMemo<AppearanceValue>(
    () => ({
      ...stored,
      mode,
      setTheme: (next) => write({ ...stored, theme: next }),
      setDensity: (next) => write({ ...stored, density: next }),
    }),
    [stored, mode],
  )
  const still = useMedia(stillQuery)
  const antTheme = useMemo(() => consoleTheme(mode, density, !still), [mode, density, still])

  return (
    <AppearanceContext value={value}>
      <ConfigProvider theme={antTheme} wave={disabledWave} renderEmpty={nothingToShow}>
        <NotificationHost>{children}</NotificationHost>
      </ConfigProvider>
    </AppearanceContext>
  )
}

const disabledWave = { disabled: true }

/** The theme and density in use, and how to change them. */
export function useAppearance(): AppearanceValue {
  return use(AppearanceContext)
}

/** The chart colours for the theme in use. */
export function useChartColours(): ChartColours {
  return chartColours(useAppearance().mode)
}

/** Switches between light and dark, from whichever of the two is showing. */
export function useToggleTheme(): () => void {
  const { mode, setTheme } = useAppearance()
  return useCallback(() => setTheme(mode === 'dark' ? 'light' : 'dark'), [mode, setTheme])
}
