import type { OperatingPoint } from '#contracts';

/** Targets that lead to the same thresholds. */
export interface PointGroup {
  from: number;
  to: number;
  point: OperatingPoint;
}

/** Below 90 % each fifth target is enough to choose from. */
const isShown = ({ target }: OperatingPoint): boolean => target > 0.895 || Math.round(target * 100) % 5 === 0;

/** Points worth a row: neighbours with the same thresholds share one. */
export function groupedPoints(points: readonly OperatingPoint[]): PointGroup[] {
  const groups: PointGroup[] = [];
  for (const point of points.filter(isShown)) {
    const last = groups.at(-1);
    if (last && last.point.answer === point.answer && last.point.reached === point.reached) last.to = point.target;
    else groups.push({ from: point.target, to: point.target, point });
  }
  return groups;
}
