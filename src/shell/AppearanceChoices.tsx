import { Segmented } from 'antd'
import { useId } from 'react'
import { type ThemeChoice, useAppearance } from '@/ui/Appearance'
import { useSingleKeys } from '@/ui/singleKeys'
import type { Density } from '@/ui/theme'

const themeOptions: { label: string; value: ThemeChoice }[] = [
  { label: 'System', value: 'system' },
  { label: 'Light', value: 'light' },
  { label: 'Dark', value: 'dark' },
]

const densityOptions: { label: string; value: Density }[] = [
  { label: 'Comfortable', value: 'comfortable' },
  { label: 'Compact', value: 'compact' },
]

const keyOptions = [
  { label: 'On', value: true },
  { label: 'Off', value: false },
]

/** The person's settings: theme, density, and single-key shortcuts. */
export default function AppearanceChoices({ person }: { person: string }) {
  const { theme, density, setTheme, setDensity } = useAppearance()
  const [singleKeys, setSingleKeys] = useSingleKeys(person)
  const id = useId()
  return (
    <>
      <span id={`${id}-theme`}>Theme</span>
      <Segmented
        block
        size="small"
        aria-labelledby={`${id}-theme`}
        options={themeOptions}
        value={theme}
        onChange={setTheme}
      />
      <span id={`${id}-density`}>Density</span>
      <Segmented
        block
        size="small"
        aria-labelledby={`${id}-density`}
        options={densityOptions}
        value={density}
        onChange={setDensity}
      />
      <span id={`${id}-keys`}>Single-key shortcuts</span>
      <Segmented
        block
        size="small"
        aria-labelledby={`${id}-keys`}
        options={keyOptions}
        value={singleKeys}
        onChange={setSingleKeys}
      />
    </>
  )
}
