import { useWindowEvent } from '@mantine/hooks';

/** Asks before the tab is closed over changes that are not saved. */
export function useUnsaved(unsaved: boolean): void {
  useWindowEvent('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
}
