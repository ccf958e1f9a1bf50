import { type ThemeConfig, theme } from 'antd'

/** The two grounds that the console is drawn on. */
export type Mode = 'light' | 'dark'

/** Row and control height: comfortable rows are 38 px, compact ones 32 px. */
export type Density = 'comfortable' | 'compact'

/** The names that a state may ask for; what each one means is said by the resource that uses it. */
type ToneName = 'blue' | 'violet' | 'amber' | 'teal' | 'green' | 'grey' | 'red'

/** One semantic colour: `dot` for a mark beside a word, `text` for words (4.5:1 or better), `soft` for a ground behind them. */
interface Tone {
  dot: string
  text: string
  soft: string
}

const tones: Record<Mode, Record<ToneName, Tone>> = {
  light: {
    blue: { dot: '#3F6AE8', text: '#2F58CC', soft: '#EDF2FE' },
    violet: { dot: '#7253D9', text: '#6446C9', soft: '#F2EFFD' },
    amber: { dot: '#E5A02F', text: '#95580A', soft: '#FDF4E1' },
    teal: { dot: '#14A394', text: '#0B7669', soft: '#E4F6F4' },
    green: { dot: '#2FA36B', text: '#187548', soft: '#E6F6ED' },
    grey: { dot: '#8A8F9B', text: '#626774', soft: '#F1F2F4' },
    red: { dot: '#DC3E42', text: '#C62A2F', soft: '#FDEDED' },
  },
  dark: {
    blue: { dot: '#4B76F0', text: '#86A5FA', soft: '#1B2440' },
    violet: { dot: '#7F66E0', text: '#AC9AF5', soft: '#251F42' },
    amber: { dot: '#E3A33C', text: '#E5AE55', soft: '#33270F' },
    teal: { dot: '#1FAE9D', text: '#3FC2B1', soft: '#0E2C29' },
    green: { dot: '#34A873', text: '#4DBE88', soft: '#122B1F' },
    grey: { dot: '#868B96', text: '#A0A4AE', soft: '#26282C' },
    red: { dot: '#E5595D', text: '#F0858A', soft: '#3A1B1D' },
  },
}

/** The tones of a ground by name. */
export function tonesOf(mode: Mode): Record<ToneName, Tone> {
  return tones[mode]
}

/** Colours of charts: `series` in the order in which they are given out, then the lines and words around them. */
export interface ChartColours {
  series: readonly string[]
  grid: string
  axis: string
  label: string
  cursor: string
  /** Stripes over a period that has not ended. */
  hatch: string
}

const chartColoursByMode: Record<Mode, ChartColours> = {
  light: {
    series: ['#5650D6', '#14A394', '#E5A02F', '#3F6AE8', '#DC3E42', '#9A5FD0', '#5E8C31', '#8A8F9B'],
    grid: '#ECEDF0',
    axis: '#DCDEE3',
    label: '#626774',
    cursor: '#F0F0F4',
    hatch: '#C9CBD3',
  },
  dark: {
    series: ['#8B8AF0', '#2DBBA8', '#E3A33C', '#6F93F7', '#EF7377', '#BC8BEA', '#8DBB5C', '#9499A4'],
    grid: '#2A2C30',
    axis: '#3A3D43',
    label: '#A0A4AE',
    cursor: '#1D1F23',
    hatch: '#44474E',
  },
}

/** The colours that charts draw with on that ground. */
export function chartColours(mode: Mode): ChartColours {
  return chartColoursByMode[mode]
}

/** Grounds and lines that Ant Design has no token for; they reach style sheets as `--console-…`. */
interface Grounds {
  page: string
  side: string
  sideHover: string
  sideActive: string
  sideActiveText: string
  hairline: string
  selection: string
  selectionHover: string
  rowHover: string
  /** Where something lies under what stays in sight. */
  edgeShadow: string
  /** Behind a value that has just changed. */
  changed: string
  mark: string
  scrollbar: string
  text: string
  quietText: string
  accent: string
  /** A deep accent that carries white words. */
  accentFill: string
  /** A deep red that carries white words. */
  dangerFill: string
  logoFrom: string
  logoTo: string
  avatar: string
}

const grounds: Record<Mode, Grounds> = {
  light: {
    page: '#FFFFFF',
    side: '#F7F7F9',
    sideHover: '#EEEEF2',
    sideActive: '#EBEAFB',
    sideActiveText: '#4740C4',
    hairline: '#ECEDF0',
    selection: '#F3F2FE',
    selectionHover: '#EDECFD',
    rowHover: '#F9F9FB',
    edgeShadow: 'rgb(27 28 32 / 16%)',
    changed: '#FDF4DC',
    mark: '#FFF1C2',
    scrollbar: '#D3D5DB',
    text: '#1B1C20',
    quietText: '#646975',
    accent: '#5650D6',
    accentFill: '#5650D6',
    dangerFill: '#CE2C31',
    logoFrom: '#5650D6',
    logoTo: '#E0527F',
    avatar: '#C63C75',
  },
  dark: {
    page: '#111214',
    side: '#161719',
    sideHover: '#1F2023',
    sideActive: '#26263A',
    sideActiveText: '#B0AFF8',
    hairline: '#2A2C30',
    selection: '#211F3A',
    selectionHover: '#282647',
    rowHover: '#18191C',
    edgeShadow: 'rgb(0 0 0 / 60%)',
    changed: '#362C14',
    mark: '#4A3A10',
    scrollbar: '#3A3D43',
    text: '#ECEDEF',
    quietText: '#9498A2',
    accent: '#8B8AF0',
    accentFill: '#6763DC',
    dangerFill: '#CC4044',
    logoFrom: '#6A64E4',
    logoTo: '#E0527F',
    avatar: '#C63C75',
  },
}

/**
 * The style sheet variables of a ground: `--console-<ground>` and `--tone-<name>-dot|text|soft`.
 * They exist so that a style sheet never needs a colour of its own.
 */
export function cssVariables(mode: Mode): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(grounds[mode])) {
    variables[`--console-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`] = value
  }
  for (const [name, value] of Object.entries(tones[mode])) {
    variables[`--tone-${name}-dot`] = value.dot
    variables[`--tone-${name}-text`] = value.text
    variables[`--tone-${name}-soft`] = value.soft
  }
  return variables
}

type Algorithm = Exclude<NonNullable<ThemeConfig['algorithm']>, readonly unknown[]>

// The map step, not `token`, sets these: Ant Design derives hover, soft and dark variants from the seed,
// and its dark derivation would turn our accent into another colour.
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

/** The name of the class that carries Ant Design's style sheet variables for this look. */
export function themeKey(mode: Mode, density: Density): string {
  return `console-${mode}-${density}`
}

/**
 * The whole look as Ant Design tokens, for one ground and one density.
 * Every value comes from the look that the console was designed with: 4 px grid, 32 px controls, radius 7,
 * hairlines, one accent, 13 px body in Inter. Without `motion` everything appears in its place at once.
 */
export function consoleTheme(mode: Mode, density: Density, motion = true): ThemeConfig {
  const compact = density === 'compact'
  const ground = grounds[mode]
  // A line of 13 px text is 21 px high: 8 + 21 + 8 and the hairline make 38, 5 + 21 + 5 and the hairline make 32.
  const rowPadding = compact ? 5 : 8
  const controlHeight = compact ? 28 : 32
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
      controlHeight,
      controlHeightSM: 24,
      controlHeightLG: 36,
      motion,
      colorTextPlaceholder: mode === 'dark' ? '#81858F' : '#6B707C',
      // A select or an input that is fixed is still read.
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
    components: {
      Button: {
        fontWeight: 500,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        paddingInline: compact ? 10 : 12,
        defaultBg: ground.page,
        defaultHoverBg: ground.rowHover,
        defaultHoverColor: mode === 'dark' ? '#FFFFFF' : '#1B1C20',
        defaultHoverBorderColor: mode === 'dark' ? '#4A4E56' : '#C6C9D1',
        defaultActiveColor: mode === 'dark' ? '#FFFFFF' : '#1B1C20',
        defaultActiveBorderColor: mode === 'dark' ? '#565A63' : '#B4B8C2',
        textHoverBg: ground.sideHover,
      },
      Checkbox: mode === 'dark' ? { colorPrimary: '#7472E2', colorPrimaryHover: '#8B8AF0' } : {},
      Radio: mode === 'dark' ? { colorPrimary: '#7472E2', colorPrimaryHover: '#8B8AF0' } : {},
      Switch: mode === 'dark' ? { colorPrimary: '#7472E2', colorPrimaryHover: '#8B8AF0' } : {},
      Input: { activeShadow: '0 0 0 3px var(--ant-control-outline)', paddingInline: 10 },
      Select: {
        optionSelectedBg: ground.selection,
        optionActiveBg: ground.sideHover,
        optionSelectedFontWeight: 500,
        multipleItemBg: ground.sideHover,
      },
      Table: {
        headerBg: ground.page,
        headerColor: mode === 'dark' ? '#9498A2' : '#626774',
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        headerSortActiveBg: ground.page,
        headerSortHoverBg: ground.rowHover,
        fixedHeaderSortActiveBg: ground.page,
        bodySortBg: 'transparent',
        borderColor: ground.hairline,
        rowHoverBg: ground.rowHover,
        rowSelectedBg: ground.selection,
        rowSelectedHoverBg: ground.selectionHover,
        rowExpandedBg: ground.rowHover,
        cellPaddingBlock: rowPadding,
        cellPaddingBlockMD: rowPadding,
        cellPaddingBlockSM: rowPadding,
        cellPaddingInline: 12,
        cellPaddingInlineMD: 12,
        cellPaddingInlineSM: 12,
        cellFontSize: 13,
        cellFontSizeMD: 13,
        cellFontSizeSM: 13,
        selectionColumnWidth: 40,
      },
      Tabs: {
        itemColor: mode === 'dark' ? '#A6A9B2' : '#5F6470',
        itemSelectedColor: mode === 'dark' ? '#ECEDEF' : '#1B1C20',
        itemHoverColor: mode === 'dark' ? '#ECEDEF' : '#1B1C20',
        horizontalItemPadding: '8px 10px',
        horizontalItemGutter: 0,
        horizontalMargin: '0',
        titleFontSize: 13,
      },
      Menu: {
        itemHeight: controlHeight,
        itemBorderRadius: 7,
        itemSelectedBg: ground.sideActive,
        itemSelectedColor: ground.sideActiveText,
        itemHoverBg: ground.sideHover,
        itemActiveBg: ground.sideActive,
        activeBarBorderWidth: 0,
        itemMarginInline: 0,
        iconMarginInlineEnd: 12,
      },
      Dropdown: { paddingBlock: 5, controlPaddingHorizontal: 10 },
      Tooltip: { fontSize: 12, controlHeight: 26, paddingSM: 8, paddingXS: 6 },
      Segmented: {
        trackBg: mode === 'dark' ? '#26282C' : '#F1F2F4',
        itemSelectedBg: mode === 'dark' ? '#3A3D43' : '#FFFFFF',
        itemColor: mode === 'dark' ? '#A6A9B2' : '#5F6470',
        trackPadding: 2,
      },
      Modal: { titleFontSize: 15, contentBg: mode === 'dark' ? '#1B1C1F' : '#FFFFFF' },
      Drawer: { colorBgElevated: ground.page, footerPaddingInline: 24, paddingLG: 24 },
      Form: {
        itemMarginBottom: 16,
        verticalLabelPadding: '0 0 4px',
        labelColor: mode === 'dark' ? '#C3C6CD' : '#3E424C',
      },
      Card: { headerFontSize: 13, headerHeight: 44, bodyPadding: 16, headerPadding: 16 },
      Descriptions: { itemPaddingBottom: 8 },
      Tag: { defaultBg: ground.sideHover, defaultColor: mode === 'dark' ? '#C3C6CD' : '#3E424C' },
      Notification: { width: 360 },
      Skeleton: {
        gradientFromColor: mode === 'dark' ? '#1D1F22' : '#F3F4F6',
        gradientToColor: mode === 'dark' ? '#26282C' : '#EAEBEE',
      },
      Pagination: { itemSize: 28 },
      Divider: { colorSplit: ground.hairline },
      Popover: { titleMinWidth: 120 },
    },
  }
}
