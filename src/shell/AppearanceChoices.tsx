import { Segmented } from 'antd'
import { useId } from 'react'
import { type ThemeChoice, useAppearance } from '@/ui/Appearance'
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

/** How the console looks: its theme and its density. */
export default function AppearanceChoices() {
  const { theme, density, setTheme, setDensity } = useAppearance()
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
    </>
  )
}
