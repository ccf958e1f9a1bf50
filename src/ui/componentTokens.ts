import type { ThemeConfig } from 'antd'
import { grounds, type Mode } from './colours'

/** Row and control height: comfortable rows are 38 px, compact ones 32 px. */
export type Density = 'comfortable' | 'compact'

/** The height of a control in pixels. */
export const controlHeights: Record<Density, number> = { comfortable: 32, compact: 28 }

type Components = NonNullable<ThemeConfig['components']>

/** The tokens of single components that differ from what Ant Design derives. */
export function componentTokens(mode: Mode, density: Density): Components {
  return { ...controls(mode, density), ...tables(mode, density), ...surfaces(mode, density) }
}

function controls(mode: Mode, density: Density): Components {
  const ground = grounds[mode]
  return {
    Button: {
      fontWeight: 500,
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      paddingInline: density === 'compact' ? 10 : 12,
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
    Segmented: {
      trackBg: mode === 'dark' ? '#26282C' : '#F1F2F4',
      itemSelectedBg: mode === 'dark' ? '#3A3D43' : '#FFFFFF',
      itemColor: mode === 'dark' ? '#A6A9B2' : '#5F6470',
      trackPadding: 2,
    },
    Form: {
      itemMarginBottom: 16,
      verticalLabelPadding: '0 0 4px',
      labelColor: mode === 'dark' ? '#C3C6CD' : '#3E424C',
    },
  }
}

function tables(mode: Mode, density: Density): Components {
  const ground = grounds[mode]
  // A line of 13 px text is 21 px high: 8 + 21 + 8 plus the 1 px border makes 38, 5 + 21 + 5 plus the border makes 32.
  const rowPadding = density === 'compact' ? 5 : 8
  return {
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
  }
}

function surfaces(mode: Mode, density: Density): Components {
  const ground = grounds[mode]
  return {
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
      itemHeight: controlHeights[density],
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
    Modal: { titleFontSize: 15, contentBg: mode === 'dark' ? '#1B1C1F' : '#FFFFFF' },
    Drawer: { colorBgElevated: ground.page, footerPaddingInline: 24, paddingLG: 24 },
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
  }
}
