/** The two themes of the console. */
export type Mode = 'light' | 'dark'

/** The tone names a state may use; what each one means is declared by the resource that uses it. */
type ToneName = 'blue' | 'violet' | 'amber' | 'teal' | 'green' | 'grey' | 'red'

/**
 * One semantic colour: `dot` for a mark beside text, `text` for text (contrast 4.5:1 or better), `soft` for a
 * background behind it.
 */
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

/** The tones of a theme by name. */
export function tonesOf(mode: Mode): Record<ToneName, Tone> {
  return tones[mode]
}

/**
 * Chart colours: `series` in the order in which they are assigned, then the colours of lines and labels around them.
 */
export interface ChartColours {
  series: readonly string[]
  grid: string
  axis: string
  label: string
  cursor: string
  /** Stripes over a period that has not ended yet. */
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

/** The colours that charts use in that theme. */
export function chartColours(mode: Mode): ChartColours {
  return chartColoursByMode[mode]
}

/** Background and line colours that Ant Design has no token for; style sheets use them as `--console-…`. */
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
  /** The shadow at an edge where content is scrolled under something fixed. */
  edgeShadow: string
  /** The background of a value that has just changed. */
  changed: string
  mark: string
  scrollbar: string
  text: string
  quietText: string
  accent: string
  /** A dark accent colour that white text is readable on. */
  accentFill: string
  /** A dark red that white text is readable on. */
  dangerFill: string
  logoFrom: string
  logoTo: string
  avatar: string
}

/** The colours that belong to no tone and no chart, by theme. */
export const grounds: Record<Mode, Grounds> = {
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
 * The CSS variables of a theme: `--console-<name>` and `--tone-<name>-dot|text|soft`, so that style sheets need no
 * colour values of their own.
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

/** Elements that get a tone's colours without a `data-tone` attribute. */
const tonedElements: Partial<Record<ToneName, string>> = { green: ',ins', red: ',del' }

/**
 * The style sheet of all colours, inlined into the page (scripts/first-paint.ts): the variables of both themes,
 * selected by `data-theme` of the root element, and `--tone-dot|text|soft` for everything inside an element with
 * `data-tone`.
 */
export function colourSheet(): string {
  const rule = (selector: string, values: Record<string, string>) =>
    `${selector}{${Object.entries(values)
      .map(([name, value]) => `${name}:${value}`)
      .join(';')}}`
  const ofTone = (name: string) =>
    Object.fromEntries(
      ['dot', 'text', 'soft'].map((part) => [`--tone-${part}`, `var(--tone-${name}-${part})`]),
    )
  return [
    rule(':root', cssVariables('light')),
    rule(':root[data-theme="dark"]', cssVariables('dark')),
    'html{background:var(--console-page)}',
    ...Object.keys(tones.light).map((name) =>
      rule(`[data-tone="${name}"]${tonedElements[name as ToneName] ?? ''}`, ofTone(name)),
    ),
  ].join('')
}
