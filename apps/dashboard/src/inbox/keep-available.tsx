import { useKeptAvailability } from './use-availability.ts';

/** Whoever said "I am here" stays so on all pages and through reconnections, until the tab closes. */
export function KeepAvailable(): null {
  useKeptAvailability();
  return null;
}
