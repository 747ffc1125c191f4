import type { Evidence } from '#contracts';

const DAY_MS = 24 * 3_600_000;

export const assignedUnits = (epochs: Evidence['epochs']): number =>
  epochs.reduce((all, { assigned }) => all + Object.values(assigned).reduce((sum, count) => sum + count, 0), 0);

/** Whole days until `need`, when `have` grew since the start; null when it does not grow, or the experiment does not run. */
export function daysUntil(have: number, need: number, { experiment, takenAt }: Pick<Evidence, 'experiment' | 'takenAt'>): number | null {
  if (experiment.state !== 'running' || !experiment.startedAt || have <= 0) return null;
  const days = (Date.parse(takenAt) - Date.parse(experiment.startedAt)) / DAY_MS;
  return days <= 0 ? null : Math.ceil(Math.max(0, need - have) / (have / days));
}
