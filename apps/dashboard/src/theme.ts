import { ActionIcon, Alert, Button, Modal, Notification, Popover, Table, Tooltip, createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';
import { partWords } from './strings.ts';

const indigo: MantineColorsTuple = [
  '#eef0fd', '#dadffa', '#b9c1f3', '#97a3ed', '#7b89e6', '#5f6fdd', '#4a5bd2', '#3b4cca', '#3140ab', '#27348a',
];

const system = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** What opens over a page belongs to the page's content, also for whoever walks from landmark to landmark. */
const onContent = { portalProps: { target: '#content' } };

export const theme = createTheme({
  colors: { indigo },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: system,
  headings: { fontFamily: system, fontWeight: '600', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.75rem' }, h2: { fontSize: '1rem', lineHeight: '1.5rem' } } },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.375rem' },
  lineHeights: { xs: '1rem', sm: '1.25rem', md: '1.25rem', lg: '1.5rem', xl: '1.75rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', fw: 500 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    // A light yellow cannot be read on its own pale ground: the colour stays with the ground.
    Alert: Alert.extend({ styles: { title: { color: 'var(--ink)' }, message: { color: 'var(--ink)' } } }),
    Modal: Modal.extend({ defaultProps: { transitionProps: { transition: 'fade', duration: 140 }, centered: true } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': partWords.close } } }),
    // Of selects, menus and calendars.
    Popover: Popover.extend({ defaultProps: onContent }),
    Tooltip: Tooltip.extend({ defaultProps: { ...onContent, openDelay: 300, transitionProps: { duration: 120 } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 0, horizontalSpacing: 'sm' } }),
  },
});
