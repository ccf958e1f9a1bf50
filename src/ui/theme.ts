import { type ThemeConfig, theme } from 'antd'
import { grounds, type Mode } from './colours'
import { componentTokens, controlHeights, type Density } from './componentTokens'

export type { Density } from './componentTokens'

type Algorithm = Exclude<NonNullable<ThemeConfig['algorithm']>, readonly unknown[]>

// These are set in the map step, not in `token`: Ant Design derives hover, soft and dark variants from the seed, and
// its dark derivation would turn our accent into another colour.
const light: Algorithm = (seed, map) => ({
  ...(map ?? theme.defaultAlgorithm(seed)),
  colorPrimary: '#5650D6',
  colorPrimaryHover: '#645EE0',
  colorPrimaryActive: '#463FC0',
  colorPrimaryBg: '#F3F2FE',
  colorPrimaryBgHover: '#EBEAFB',
  colorPrimaryBorder: '#C9C7F6',
  colorPrimaryBorderHover: '#A9A6EF',
  colorPrimaryText: '#5650D6',
  colorPrimaryTextHover: '#645EE0',
  colorPrimaryTextActive: '#463FC0',
  colorLink: '#5650D6',
  colorLinkHover: '#463FC0',
  colorLinkActive: '#3B35A8',
  colorText: '#1B1C20',
  colorTextSecondary: '#5F6470',
  colorTextTertiary: '#646975',
  colorTextQuaternary: '#757A86',
  colorFill: '#E3E4E9',
  colorFillSecondary: '#ECEDF0',
  colorFillTertiary: '#F1F2F4',
  colorFillQuaternary: '#F8F8FA',
  colorBgLayout: '#F7F7F9',
  colorBgContainer: '#FFFFFF',
  colorBgElevated: '#FFFFFF',
  colorBgSpotlight: '#26272C',
  colorBorder: '#DCDEE3',
  colorBorderSecondary: '#ECEDF0',
  colorError: '#CE2C31',
  colorErrorHover: '#D13438',
  colorErrorActive: '#B3242A',
  colorErrorText: '#C62A2F',
  colorErrorBg: '#FDF0F0',
  colorErrorBgHover: '#FCE4E4',
  colorErrorBorder: '#F3C4C5',
  colorSuccess: '#2FA36B',
  colorWarning: '#D18C1B',
  colorInfo: '#5650D6',
  colorInfoBg: '#F3F2FE',
  colorInfoBorder: '#DEDCFA',
})

const dark: Algorithm = (seed, map) => ({
  ...theme.darkAlgorithm(seed, map),
  colorPrimary: '#8B8AF0',
  colorPrimaryHover: '#9E9DF5',
  colorPrimaryActive: '#7775DC',
  colorPrimaryBg: '#211F3A',
  colorPrimaryBgHover: '#282647',
  colorPrimaryBorder: '#3F3D6E',
  colorPrimaryBorderHover: '#545196',
  colorPrimaryText: '#8B8AF0',
  colorPrimaryTextHover: '#A9A8F6',
  colorPrimaryTextActive: '#7775DC',
  colorLink: '#9B9AF4',
  colorLinkHover: '#B4B3F8',
  colorLinkActive: '#8B8AF0',
  colorText: '#ECEDEF',
  colorTextSecondary: '#A6A9B2',
  colorTextTertiary: '#9498A2',
  colorTextQuaternary: '#81858F',
  colorFill: '#33353A',
  colorFillSecondary: '#2A2C30',
  colorFillTertiary: '#222427',
  colorFillQuaternary: '#1A1B1E',
  colorBgLayout: '#161719',
  colorBgContainer: '#111214',
  colorBgElevated: '#1B1C1F',
  colorBgSpotlight: '#33353A',
  colorBorder: '#383B41',
  colorBorderSecondary: '#2A2C30',
  colorError: '#E5595D',
  colorErrorHover: '#EF7377',
  colorErrorActive: '#D0454A',
  colorErrorText: '#F0858A',
  colorErrorBg: '#2C1617',
  colorErrorBgHover: '#3A1B1D',
  colorErrorBorder: '#5C2629',
  colorSuccess: '#34A873',
  colorWarning: '#E3A33C',
  colorInfo: '#8B8AF0',
  colorInfoBg: '#211F3A',
  colorInfoBorder: '#3F3D6E',
})

const shadow: Record<Mode, string> = {
  light: '0 0 0 1px rgba(24, 25, 31, 0.06), 0 8px 24px -4px rgba(24, 25, 31, 0.14)',
  dark: '0 0 0 1px rgba(255, 255, 255, 0.08), 0 12px 32px -4px rgba(0, 0, 0, 0.6)',
}

/** The name of the class that carries Ant Design's CSS variables for this theme and density. */
export function themeKey(mode: Mode, density: Density): string {
  return `console-${mode}-${density}`
}

/**
 * The whole design as Ant Design tokens, for one theme and one density. The values are the console's design system: 4
 * px grid, 32 px controls, radius 7, hairlines, one accent colour, 13 px body text in Inter. Without `motion` there are
 * no animations.
 */
export function consoleTheme(mode: Mode, density: Density, motion = true): ThemeConfig {
  const ground = grounds[mode]
  return {
    algorithm: mode === 'dark' ? dark : light,
    cssVar: { key: themeKey(mode, density) },
    hashed: false,
    token: {
      fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
      fontFamilyCode: "ui-monospace, 'SF Mono', 'Cascadia Code', 'Roboto Mono', Menlo, monospace",
      fontSize: 13,
      fontSizeSM: 12,
      fontSizeLG: 14,
      fontSizeXL: 16,
      fontSizeHeading1: 24,
      fontSizeHeading2: 20,
      fontSizeHeading3: 18,
      fontSizeHeading4: 15,
      fontSizeHeading5: 13,
      lineHeightSM: 1.5,
      lineHeightLG: 1.5,
      fontWeightStrong: 600,
      borderRadius: 7,
      borderRadiusSM: 5,
      borderRadiusLG: 9,
      borderRadiusXS: 3,
      controlHeight: controlHeights[density],
      controlHeightSM: 24,
      controlHeightLG: 36,
      motion,
      colorTextPlaceholder: mode === 'dark' ? '#81858F' : '#6B707C',
      // The text of a disabled select or input must stay readable.
      colorTextDisabled: mode === 'dark' ? '#8E929C' : '#666B77',
      colorTextDescription: mode === 'dark' ? '#9498A2' : '#646975',
      controlItemBgActive: ground.selection,
      controlItemBgActiveHover: ground.selectionHover,
      controlItemBgHover: ground.sideHover,
      controlOutline: mode === 'dark' ? 'rgba(139, 138, 240, 0.28)' : 'rgba(86, 80, 214, 0.18)',
      controlOutlineWidth: 3,
      boxShadow: shadow[mode],
      boxShadowSecondary: shadow[mode],
      boxShadowTertiary: 'none',
      motionDurationFast: '0.1s',
      motionDurationMid: '0.13s',
      motionDurationSlow: '0.16s',
      padding: 16,
      paddingLG: 24,
    },
    components: componentTokens(mode, density),
  }
}
